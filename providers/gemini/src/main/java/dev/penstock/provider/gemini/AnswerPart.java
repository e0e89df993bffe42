package dev.penstock.provider.gemini;

import dev.penstock.provider.wire.Json;
import dev.penstock.provider.wire.KeptFields;
import dev.penstock.provider.wire.Limits;
import dev.penstock.provider.wire.Texts;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One part of an answer's content, whatever the order of its fields. */
final class AnswerPart {
  private final KeptFields other = new KeptFields(Limits.EXTRA);
  private String text = "";
  private boolean thought;
  private @Nullable String signature;
  private @Nullable String callId;
  private @Nullable String callName;
  private String arguments = "{}";

  private AnswerPart() {}

  /** Reads the part whose begin the parser stands on. */
  static AnswerPart read(JsonParser json) {
    AnswerPart part = new AnswerPart();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "text" -> part.text = Texts.orEmpty(json);
        case "thought" -> {
          part.thought = token == JsonToken.VALUE_TRUE;
          json.skipChildren();
        }
        case "thoughtSignature" -> part.signature = Texts.orNull(json);
        case "functionCall" -> {
          if (token == JsonToken.START_OBJECT) {
            part.call(json);
          } else {
            json.skipChildren();
          }
        }
        default -> part.other.keep(name, json);
      }
    }
    return part;
  }

  /** Its text, or that of a thought. */
  String text() {
    return text;
  }

  boolean isThought() {
    return thought;
  }

  /** Whether it calls a tool; a call without a name is none. */
  boolean isCall() {
    return callName != null;
  }

  @Nullable String signature() {
    return signature;
  }

  /** The id of a call, which most models leave out. */
  @Nullable String callId() {
    return callId;
  }

  String callName() {
    return callName == null ? "" : callName;
  }

  /** The arguments of a call as JSON text. */
  String arguments() {
    return arguments;
  }

  /** About how many characters are kept of it. */
  int size() {
    return Limits.EXTRA - other.left();
  }

  /** The fields without a place of their own. */
  Map<String, Object> rest() {
    return other.toMap();
  }

  private void call(JsonParser json) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "id" -> callId = Texts.orNull(json);
        case "name" -> callName = Texts.orNull(json);
        case "args" -> {
          if (token == JsonToken.START_OBJECT) {
            arguments = Json.copy(json);
          } else {
            json.skipChildren();
          }
        }
        default -> json.skipChildren();
      }
    }
  }
}
