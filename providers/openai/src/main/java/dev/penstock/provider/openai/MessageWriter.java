package dev.penstock.provider.openai;

import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Part;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.provider.wire.JsonValue;
import dev.penstock.provider.wire.VendorFields;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** Writes one message of a conversation. */
final class MessageWriter {
  private static final Set<String> RESERVED = Set.of("role", "content", "tool_calls");

  private MessageWriter() {}

  static void write(Message message, JsonGenerator json) {
    json.writeStartObject();
    switch (message) {
      case Message.SystemText system -> text("system", system.text(), json);
      case Message.User user -> user(user, json);
      case Message.Assistant assistant -> assistant(assistant, json);
      case Message.ToolResult result -> {
        text("tool", result.text(), json);
        json.writeStringProperty("tool_call_id", result.callId());
      }
    }
    json.writeEndObject();
  }

  private static void text(String role, String text, JsonGenerator json) {
    json.writeStringProperty("role", role);
    json.writeStringProperty("content", text);
  }

  private static void user(Message.User user, JsonGenerator json) {
    if (user.parts().size() == 1 && user.parts().getFirst() instanceof Part.Text(String text)) {
      text("user", text, json);
      return;
    }
    json.writeStringProperty("role", "user");
    json.writeArrayPropertyStart("content");
    for (Part part : user.parts()) {
      json.writeStartObject();
      switch (part) {
        case Part.Text text -> {
          json.writeStringProperty("type", "text");
          json.writeStringProperty("text", text.text());
        }
        case Part.ImageUrl image -> {
          image(image.url().toString(), json);
          if (image.detail() != null) {
            json.writeStringProperty("detail", image.detail());
          }
          json.writeEndObject();
        }
        case Part.ImageData image -> {
          image("data:" + image.mediaType() + ";base64," + image.base64(), json);
          json.writeEndObject();
        }
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void image(String url, JsonGenerator json) {
    json.writeStringProperty("type", "image_url");
    json.writeObjectPropertyStart("image_url");
    json.writeStringProperty("url", url);
  }

  private static void assistant(Message.Assistant assistant, JsonGenerator json) {
    if (assistant.text().isEmpty() && !assistant.toolCalls().isEmpty()) {
      json.writeStringProperty("role", "assistant");
      json.writeNullProperty("content");
    } else {
      text("assistant", assistant.text(), json);
    }
    if (!assistant.toolCalls().isEmpty()) {
      json.writeArrayPropertyStart("tool_calls");
      for (ToolCall call : assistant.toolCalls()) {
        json.writeStartObject();
        json.writeStringProperty("id", call.id());
        json.writeStringProperty("type", "function");
        json.writeObjectPropertyStart("function");
        json.writeStringProperty("name", call.name());
        json.writeStringProperty("arguments", call.arguments());
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    assistant
        .extra()
        .forEach(
            (name, value) -> {
              if (VendorFields.isForeignToOpenAi(name)) {
                return;
              }
              if (RESERVED.contains(name)) {
                throw new IllegalArgumentException(
                    "the extra field " + name + " of a message has a place of its own");
              }
              json.writeName(name);
              JsonValue.write(value, json);
            });
  }
}
