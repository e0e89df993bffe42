package dev.penstock.provider.anthropic;

import dev.penstock.provider.wire.Json;
import dev.penstock.provider.wire.KeptFields;
import dev.penstock.provider.wire.Limits;
import dev.penstock.provider.wire.Texts;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One block of an answer's content, whole or at its begin. The API writes the type of a block
 * first; a call of a tool that has it later is taken for a block without a place of its own.
 */
final class ContentBlock {
  private final KeptFields other = new KeptFields(Limits.EXTRA);
  private String type = "";
  private String id = "";
  private String name = "";
  private String text = "";
  private String input = "{}";

  private ContentBlock() {}

  /** Reads the block whose begin the parser stands on. */
  static ContentBlock read(JsonParser json) {
    ContentBlock block = new ContentBlock();
    for (String field = json.nextName(); field != null; field = json.nextName()) {
      json.nextToken();
      block.field(field, json);
    }
    return block;
  }

  boolean isText() {
    return type.equals("text");
  }

  boolean isToolUse() {
    return type.equals("tool_use");
  }

  boolean isThinking() {
    return type.equals("thinking") || type.equals("redacted_thinking");
  }

  /** The id of a call of a tool. */
  String id() {
    return id;
  }

  /** The name of the tool that is called. */
  String name() {
    return name;
  }

  /** The text of a block of text. */
  String text() {
    return text;
  }

  /** The arguments of a call as JSON text. */
  String input() {
    return input;
  }

  /** Appends to a field of a block that is neither text nor a call. */
  void append(String field, String more) {
    other.append(field, more);
  }

  /** About how many characters are kept of it. */
  int size() {
    return Limits.EXTRA - other.left();
  }

  /** The fields without a place of their own, the type before them; null if there are none. */
  @Nullable Map<String, Object> rest() {
    if (other.isEmpty() && (isText() || isToolUse())) {
      return null;
    }
    KeptFields all = new KeptFields(0);
    all.put("type", type);
    other.toMap().forEach(all::put);
    return all.toMap();
  }

  private void field(String field, JsonParser json) {
    if (field.equals("type")) {
      type = Texts.orEmpty(json);
    } else if (isText() && field.equals("text")) {
      text = Texts.orEmpty(json);
    } else if (isToolUse() && field.equals("id")) {
      id = Texts.orEmpty(json);
    } else if (isToolUse() && field.equals("name")) {
      name = Texts.orEmpty(json);
    } else if (isToolUse()
        && field.equals("input")
        && json.currentToken() == JsonToken.START_OBJECT) {
      input = Json.copy(json);
    } else {
      other.append(field, json);
    }
  }
}
