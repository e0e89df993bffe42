package dev.penstock.provider.openai;

import dev.penstock.api.chat.ToolCall;
import dev.penstock.provider.wire.Json;
import dev.penstock.provider.wire.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One call of a tool, whole or a delta of one. */
final class ToolCallReader {
  private int index;
  private @Nullable String id;
  private @Nullable String name;
  private String arguments = "";

  private ToolCallReader(int index) {
    this.index = index;
  }

  /** Reads an array of whole calls; one without a name is none. */
  static List<ToolCall> readAll(JsonParser json) {
    List<ToolCall> calls = new ArrayList<>();
    for (ToolCallReader call : readDeltas(json)) {
      if (call.name != null) {
        calls.add(new ToolCall(Texts.callId(call.id, call.index), call.name, call.arguments));
      }
    }
    return calls;
  }

  /** Reads an array of deltas. */
  static List<ToolCallReader> readDeltas(JsonParser json) {
    List<ToolCallReader> deltas = new ArrayList<>(1);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        ToolCallReader delta = new ToolCallReader(deltas.size());
        delta.read(json);
        deltas.add(delta);
      } else {
        json.skipChildren();
      }
    }
    return deltas;
  }

  int index() {
    return index;
  }

  @Nullable String id() {
    return id;
  }

  @Nullable String name() {
    return name;
  }

  String arguments() {
    return arguments;
  }

  private void read(JsonParser json) {
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      JsonToken token = json.nextToken();
      switch (key) {
        case "index" -> index = token == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : index;
        case "id" -> id = Texts.orNull(json);
        case "function" -> {
          if (token == JsonToken.START_OBJECT) {
            function(json);
          } else {
            json.skipChildren();
          }
        }
        default -> json.skipChildren();
      }
    }
  }

  private void function(JsonParser json) {
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      JsonToken token = json.nextToken();
      switch (key) {
        case "name" -> name = Texts.orNull(json);
        case "arguments" -> {
          if (token == JsonToken.VALUE_STRING) {
            arguments = json.getString();
          } else if (token == JsonToken.START_OBJECT) {
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
