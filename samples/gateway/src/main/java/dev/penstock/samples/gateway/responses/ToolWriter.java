package dev.penstock.samples.gateway.responses;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.ToolChoice;
import dev.penstock.api.chat.ToolSpec;
import tools.jackson.core.JsonGenerator;

/** Writes the tools of a request into its response, where SDKs insist on them. */
final class ToolWriter {
  private ToolWriter() {}

  static void write(ChatRequest request, JsonGenerator json) {
    json.writeBooleanProperty("parallel_tool_calls", true);
    json.writeName("tool_choice");
    switch (request.toolChoice()) {
      case ToolChoice.Mode mode -> json.writeString(word(mode));
      case ToolChoice.Named(String tool) -> {
        json.writeStartObject();
        json.writeStringProperty("type", "function");
        json.writeStringProperty("name", tool);
        json.writeEndObject();
      }
    }
    json.writeArrayPropertyStart("tools");
    request.tools().forEach(tool -> tool(tool, json));
    json.writeEndArray();
  }

  private static void tool(ToolSpec tool, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("type", "function");
    json.writeStringProperty("name", tool.name());
    json.writeStringProperty("description", tool.description());
    json.writeName("parameters");
    json.writeRawValue(tool.parameters());
    json.writeBooleanProperty("strict", tool.strict());
    json.writeEndObject();
  }

  private static String word(ToolChoice.Mode mode) {
    return switch (mode) {
      case AUTO -> "auto";
      case NONE -> "none";
      case REQUIRED -> "required";
    };
  }
}
