package dev.penstock.provider.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Fields of an answer that have no place of their own, as plain objects. Bounded: what would make
 * them larger than the budget is left out, and so is null.
 */
public final class KeptFields {
  private static final int COST_OF_VALUE = 16;

  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
  private int budget;

  /** Starts empty, for about so many characters; see {@link Limits}. */
  public KeptFields(int budget) {
    this.budget = budget;
  }

  /** Keeps the value the parser stands on; the first of two of that name stays. */
  public void keep(String name, JsonParser json) {
    if (fields.containsKey(name)) {
      json.skipChildren();
      return;
    }
    Object value = value(json);
    if (value != null) {
      fields.put(name, value);
    }
  }

  /** As {@link #keep}, but a text is appended to the text that is there. */
  public void append(String name, JsonParser json) {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      keep(name, json);
      return;
    }
    StringBuilder text = text(name);
    if (pays(json.getStringLength())) {
      text.append(json.getString());
    }
  }

  /** Appends a text to the text of that name. */
  public void append(String name, String more) {
    StringBuilder text = text(name);
    if (pays(more.length())) {
      text.append(more);
    }
  }

  /** Puts a value in the place of one of that name; it costs nothing. */
  public void put(String name, Object value) {
    fields.put(name, value);
  }

  /** Whether nothing was kept. */
  public boolean isEmpty() {
    return fields.isEmpty() && texts.isEmpty();
  }

  /** All of them, in the order of their arrival. */
  public Map<String, Object> toMap() {
    texts.forEach((name, text) -> fields.putIfAbsent(name, text.toString()));
    return fields.isEmpty() ? Map.of() : Collections.unmodifiableMap(fields);
  }

  /** How much of the budget is left. */
  public int left() {
    return budget;
  }

  private StringBuilder text(String name) {
    return texts.computeIfAbsent(name, key -> new StringBuilder());
  }

  private @Nullable Object value(JsonParser json) {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> array(json);
      case VALUE_STRING -> pays(json.getStringLength()) ? json.getString() : null;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          pays(json.getStringLength()) ? json.getNumberValue() : null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private @Nullable Object object(JsonParser json) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      Object value = pays(name.length()) ? value(json) : skipped(json);
      if (value != null) {
        members.put(name, value);
      }
    }
    return members;
  }

  private List<Object> array(JsonParser json) {
    List<Object> items = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      Object value = pays(0) ? value(json) : skipped(json);
      if (value != null) {
        items.add(value);
      }
    }
    return items;
  }

  private static @Nullable Object skipped(JsonParser json) {
    json.skipChildren();
    return null;
  }

  private boolean pays(int characters) {
    int cost = characters + COST_OF_VALUE;
    if (cost > budget) {
      return false;
    }
    budget -= cost;
    return true;
  }
}
