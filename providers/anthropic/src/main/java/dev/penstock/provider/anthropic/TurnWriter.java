package dev.penstock.provider.anthropic;

import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Part;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.provider.wire.CallRules;
import dev.penstock.provider.wire.JsonValue;
import dev.penstock.provider.wire.Turn;
import dev.penstock.provider.wire.VendorFields;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Writes a conversation in turns. The API wants user and assistant by turns, so messages of one
 * side that follow each other become one; results of tools are the user's, and come first.
 */
final class TurnWriter {
  /** The field of an assistant's message whose blocks go back before its text, unchanged. */
  static final String THINKING_BLOCKS = VendorFields.THINKING_BLOCKS;

  private TurnWriter() {}

  static void write(List<Message> messages, JsonGenerator json) {
    json.writeStartArray();
    for (Turn turn : Turn.of(messages, TurnWriter::isEmpty)) {
      json.writeStartObject();
      json.writeStringProperty("role", turn.assistant() ? "assistant" : "user");
      if (turn.messages().size() == 1
          && turn.messages().getFirst() instanceof Message.User(List<Part> parts)
          && parts.size() == 1
          && parts.getFirst() instanceof Part.Text(String text)) {
        json.writeStringProperty("content", text);
      } else {
        json.writeArrayPropertyStart("content");
        turn.messages().forEach(message -> results(message, json));
        turn.messages().forEach(message -> blocks(message, json));
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The API refuses a message that says nothing. */
  private static boolean isEmpty(Message.Assistant assistant) {
    return assistant.text().isBlank()
        && assistant.toolCalls().isEmpty()
        && !assistant.extra().containsKey(THINKING_BLOCKS);
  }

  private static void results(Message message, JsonGenerator json) {
    if (message instanceof Message.ToolResult result) {
      json.writeStartObject();
      json.writeStringProperty("type", "tool_result");
      json.writeStringProperty("tool_use_id", result.callId());
      json.writeStringProperty("content", result.text());
      json.writeEndObject();
    }
  }

  private static void blocks(Message message, JsonGenerator json) {
    switch (message) {
      case Message.User user -> user.parts().forEach(part -> part(part, json));
      case Message.Assistant assistant -> assistant(assistant, json);
      case Message.SystemText system -> {}
      case Message.ToolResult result -> {}
    }
  }

  private static void part(Part part, JsonGenerator json) {
    switch (part) {
      case Part.Text(String text) -> text(text, json);
      case Part.ImageUrl image -> {
        source("url", json);
        json.writeStringProperty("url", image.url().toString());
        json.writeEndObject();
        json.writeEndObject();
      }
      case Part.ImageData image -> {
        source("base64", json);
        json.writeStringProperty("media_type", image.mediaType());
        json.writeStringProperty("data", image.base64());
        json.writeEndObject();
        json.writeEndObject();
      }
    }
  }

  private static void source(String type, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("type", "image");
    json.writeObjectPropertyStart("source");
    json.writeStringProperty("type", type);
  }

  /** The API refuses a block of nothing but white space. */
  private static void text(String text, JsonGenerator json) {
    if (!text.isBlank()) {
      json.writeStartObject();
      json.writeStringProperty("type", "text");
      json.writeStringProperty("text", text);
      json.writeEndObject();
    }
  }

  /** Fields of other vendors' messages stay behind: the conversation may have begun with one. */
  private static void assistant(Message.Assistant assistant, JsonGenerator json) {
    if (assistant.extra().get(THINKING_BLOCKS) instanceof List<?> thinking) {
      thinking.forEach(block -> JsonValue.write(block, json));
    }
    text(assistant.text(), json);
    for (ToolCall call : assistant.toolCalls()) {
      json.writeStartObject();
      json.writeStringProperty("type", "tool_use");
      json.writeStringProperty("id", call.id());
      json.writeStringProperty("name", call.name());
      json.writeName("input");
      json.writeRawValue(CallRules.arguments(call));
      json.writeEndObject();
    }
  }
}
