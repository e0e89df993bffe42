package dev.penstock.provider.openai;

import dev.penstock.provider.wire.KeptFields;
import dev.penstock.provider.wire.Texts;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a content that is a list of parts, as reasoning models of some vendors answer. */
final class ContentParts {
  private ContentParts() {}

  /** Appends the text of the parts that have one; the first other part of each type is kept. */
  static void read(JsonParser json, StringBuilder text, KeptFields other) {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        text.append(json.getString());
      } else if (json.currentToken() == JsonToken.START_OBJECT) {
        part(json, text, other);
      } else {
        json.skipChildren();
      }
    }
  }

  private static void part(JsonParser json, StringBuilder text, KeptFields other) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "text" -> {
          @Nullable String piece = Texts.orNull(json);
          text.append(piece == null ? "" : piece);
        }
        case "type" -> json.skipChildren();
        default -> other.keep(name, json);
      }
    }
  }
}
