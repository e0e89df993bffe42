package dev.penstock.core.prune;

import dev.penstock.api.chat.ContextDocument;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One entry of a knowledge base.
 *
 * @param name what it is about
 * @param text what it says; a value in JSON is without white space
 * @param json whether the text is JSON, which is never cut
 */
record Entry(String name, String text, boolean json) {
  private static final List<String> TITLES =
      List.of("title", "name", "question", "topic", "key", "id");
  private static final List<String> TEXTS = List.of("text", "content", "answer", "body", "value");

  /** A document's entries: the fields of an object, the items of a list, or the document. */
  static List<Entry> of(ContextDocument document) {
    JsonNode root = Json.tree(document.text());
    List<Entry> entries = new ArrayList<>();
    if (root == null || root.isEmpty()) {
      String compact = Json.compact(document.text());
      String text = compact == null ? document.text() : compact;
      return List.of(new Entry(document.name(), text, Json.isLike(text)));
    }
    JsonNode only = root.size() == 1 ? root.values().iterator().next() : root;
    if (root.isObject() && only.isArray() && !only.isEmpty()) {
      items(document.name(), only, entries);
    } else if (root.isObject()) {
      root.forEachEntry((key, value) -> entries.add(of(key, value)));
    } else {
      items(document.name(), root, entries);
    }
    return entries;
  }

  private static void items(String name, JsonNode list, List<Entry> entries) {
    for (JsonNode item : list.values()) {
      String title = item.isObject() ? string(item, TITLES) : null;
      String text = item.isObject() ? string(item, TEXTS) : null;
      entries.add(
          title != null && text != null && item.size() == 2
              ? new Entry(title, text, false)
              : of(name, item));
    }
  }

  private static @Nullable String string(JsonNode object, List<String> keys) {
    for (String key : keys) {
      JsonNode value = object.get(key);
      if (value != null && value.isString()) {
        return value.asString();
      }
    }
    return null;
  }

  private static Entry of(String name, JsonNode value) {
    return value.isContainer()
        ? new Entry(name, value.toString(), true)
        : new Entry(name, value.asString(), false);
  }
}
