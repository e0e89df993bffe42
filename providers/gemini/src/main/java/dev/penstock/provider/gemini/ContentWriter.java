package dev.penstock.provider.gemini;

import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Part;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.provider.wire.CallRules;
import dev.penstock.provider.wire.Json;
import dev.penstock.provider.wire.Turn;
import java.net.URLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes a conversation in turns of {@code user} and {@code model}. The API wants the result of a
 * tool to name the tool and to be an object, and all results of a turn first.
 */
final class ContentWriter {
  private final JsonGenerator json;
  private final Map<String, String> tools = new HashMap<>();

  ContentWriter(JsonGenerator json) {
    this.json = json;
  }

  /** A part of nothing but text. */
  static void text(String text, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("text", text);
    json.writeEndObject();
  }

  /**
   * Writes the array of all turns.
   *
   * @param instructions what the user's first turn begins with, for an API that has no place of its
   *     own for it; empty if it has
   */
  void write(List<Message> messages, String instructions) {
    List<Turn> turns = Turn.of(messages, ContentWriter::isEmpty);
    json.writeStartArray();
    boolean said = instructions.isEmpty();
    if (!said && (turns.isEmpty() || turns.getFirst().assistant())) {
      start("user");
      text(instructions, json);
      end();
      said = true;
    }
    for (Turn turn : turns) {
      start(turn.assistant() ? "model" : "user");
      if (!said) {
        text(instructions, json);
        said = true;
      }
      turn.messages().forEach(this::result);
      turn.messages().forEach(this::parts);
      end();
    }
    json.writeEndArray();
  }

  private void start(String role) {
    json.writeStartObject();
    json.writeStringProperty("role", role);
    json.writeArrayPropertyStart("parts");
  }

  private void end() {
    json.writeEndArray();
    json.writeEndObject();
  }

  /** The API refuses a message that says nothing. */
  private static boolean isEmpty(Message.Assistant assistant) {
    return assistant.text().isEmpty()
        && assistant.toolCalls().isEmpty()
        && Signatures.of(assistant).isEmpty();
  }

  /** An id may come again in a later turn, so a result belongs to the latest call before it. */
  private void result(Message message) {
    if (message instanceof Message.ToolResult(String id, String text)) {
      @Nullable String tool = tools.get(id);
      if (tool == null) {
        throw new IllegalArgumentException(
            "the result of the tool's call " + id + " has no such call before it");
      }
      json.writeStartObject();
      json.writeObjectPropertyStart("functionResponse");
      json.writeStringProperty("id", id);
      json.writeStringProperty("name", tool);
      json.writeName("response");
      if (Json.isObject(text)) {
        json.writeRawValue(text);
      } else {
        json.writeStartObject();
        json.writeStringProperty("output", text);
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  private void parts(Message message) {
    switch (message) {
      case Message.User user -> user.parts().forEach(this::part);
      case Message.Assistant assistant -> assistant(assistant);
      case Message.SystemText system -> {}
      case Message.ToolResult result -> {}
    }
  }

  private void part(Part part) {
    switch (part) {
      case Part.Text(String text) -> text(text, json);
      case Part.ImageUrl image -> {
        json.writeStartObject();
        json.writeObjectPropertyStart("fileData");
        String type = URLConnection.guessContentTypeFromName(image.url().getPath());
        if (type != null && type.startsWith("image/")) {
          json.writeStringProperty("mimeType", type);
        }
        json.writeStringProperty("fileUri", image.url().toString());
        json.writeEndObject();
        json.writeEndObject();
      }
      case Part.ImageData image -> {
        json.writeStartObject();
        json.writeObjectPropertyStart("inlineData");
        json.writeStringProperty("mimeType", image.mediaType());
        json.writeStringProperty("data", image.base64());
        json.writeEndObject();
        json.writeEndObject();
      }
    }
  }

  /** Fields of other vendors' messages stay behind: the conversation may have begun with one. */
  private void assistant(Message.Assistant assistant) {
    Map<String, String> signatures = Signatures.of(assistant);
    @Nullable String ofText = signatures.get(Signatures.TEXT);
    if (!assistant.text().isEmpty() || ofText != null) {
      json.writeStartObject();
      json.writeStringProperty("text", assistant.text());
      signature(ofText);
      json.writeEndObject();
    }
    for (ToolCall call : assistant.toolCalls()) {
      tools.put(call.id(), call.name());
      json.writeStartObject();
      json.writeObjectPropertyStart("functionCall");
      json.writeStringProperty("id", call.id());
      json.writeStringProperty("name", call.name());
      json.writeName("args");
      json.writeRawValue(CallRules.arguments(call));
      json.writeEndObject();
      signature(signatures.get(call.id()));
      json.writeEndObject();
    }
  }

  private void signature(@Nullable String signature) {
    if (signature != null) {
      json.writeStringProperty("thoughtSignature", signature);
    }
  }
}
