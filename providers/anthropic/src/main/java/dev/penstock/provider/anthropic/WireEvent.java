package dev.penstock.provider.anthropic;

import dev.penstock.provider.wire.Texts;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One event of a stream, whatever the order of its fields. */
final class WireEvent {
  private String type = "";
  private int index;
  private @Nullable ContentBlock block;
  private String deltaType = "";
  private String piece = "";

  /** Reads the event whose begin the parser stands on; what it tells of the message goes there. */
  void read(JsonParser json, MessageFields message) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "type" -> type = Texts.orEmpty(json);
        case "index" -> index = token == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : index;
        case "usage" -> message.usage(json);
        case "error" -> message.error(json);
        case "message", "delta", "content_block" -> {
          if (token == JsonToken.START_OBJECT) {
            inner(name, json, message);
          } else {
            json.skipChildren();
          }
        }
        default -> json.skipChildren();
      }
    }
  }

  String type() {
    return type;
  }

  int index() {
    return index;
  }

  @Nullable ContentBlock block() {
    return block;
  }

  String deltaType() {
    return deltaType;
  }

  String piece() {
    return piece;
  }

  private void inner(String name, JsonParser json, MessageFields message) {
    switch (name) {
      case "message" -> message.read(json, JsonParser::skipChildren);
      case "content_block" -> block = ContentBlock.read(json);
      default -> delta(json, message);
    }
  }

  /** A delta of a block has a type; one of the message has fields of the message. */
  private void delta(JsonParser json, MessageFields message) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "type" -> deltaType = Texts.orEmpty(json);
        case "text", "partial_json", "thinking", "signature" -> piece = Texts.orEmpty(json);
        default -> {
          if (deltaType.isEmpty()) {
            message.field(name, json);
          } else {
            json.skipChildren();
          }
        }
      }
    }
  }
}
