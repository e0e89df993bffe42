package dev.penstock.provider.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads what should be a text or an object, and takes anything else for absent. */
public final class Texts {
  private Texts() {}

  /** The text the parser stands on; anything else is skipped. */
  public static @Nullable String orNull(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getString();
    }
    json.skipChildren();
    return null;
  }

  /** The text the parser stands on; anything else is skipped and an empty text. */
  public static String orEmpty(JsonParser json) {
    String text = orNull(json);
    return text == null ? "" : text;
  }

  /** The id of a call of a tool: not every server gives one, but the call's result needs one. */
  public static String callId(@Nullable String id, int index) {
    return id == null || id.isEmpty() ? "call_" + index : id;
  }

  /** A text, or a number as text. */
  public static @Nullable String orNumber(JsonParser json) {
    return json.currentToken() == JsonToken.VALUE_NUMBER_INT ? json.getString() : orNull(json);
  }

  /** An object that {@link KeptFields} made, or an empty map. */
  @SuppressWarnings("unchecked") // the maps of KeptFields have text keys only
  public static Map<String, Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
