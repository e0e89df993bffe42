package dev.penstock.provider.anthropic;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.chat.ToolChoice;
import dev.penstock.api.chat.ToolSpec;
import dev.penstock.provider.wire.CallLabel;
import dev.penstock.provider.wire.JsonValue;
import dev.penstock.provider.wire.RequestBody;
import dev.penstock.provider.wire.Turn;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** Writes the body of a Messages request. A field of the call's extra replaces ours. */
final class MessagesRequestWriter {
  /** What decides who answers, what and how much is not for extra fields. */
  private static final Set<String> RESERVED =
      Set.of("model", "messages", "system", "stream", "max_tokens");

  private final ApiVersion version;

  MessagesRequestWriter(ApiVersion version) {
    this.version = version;
  }

  RequestBody write(ProviderCall call, boolean stream, CallLabel label) throws ProviderException {
    return RequestBody.of(
        json -> {
          RequestRules.check(call);
          write(call, stream, json);
        },
        label);
  }

  private void write(ProviderCall call, boolean stream, JsonGenerator json) {
    ChatRequest request = call.request();
    Map<String, Object> extra = call.extra();
    json.writeStartObject();
    json.writeStringProperty("model", call.modelId());
    json.writeNumberProperty("max_tokens", call.maxOutputTokens());
    if (stream) {
      json.writeBooleanProperty("stream", true);
    }
    // The API knows no instructions between messages, so all of them stand before the first.
    String system = Turn.instructions(request.messages());
    if (!system.isEmpty()) {
      json.writeStringProperty("system", system);
    }
    json.writeName("messages");
    TurnWriter.write(request.messages(), json);
    sampling(request, extra, json);
    if (!request.tools().isEmpty()) {
      tools(request, extra, json);
    }
    output(call, json);
    for (Map.Entry<String, Object> field : extra.entrySet()) {
      if (RESERVED.contains(field.getKey())) {
        throw new IllegalArgumentException(
            "the extra field " + field.getKey() + " is set by the engine and cannot be replaced");
      }
      if (version.takes(field.getKey())) {
        json.writeName(field.getKey());
        JsonValue.write(field.getValue(), json);
      }
    }
    json.writeEndObject();
  }

  private void sampling(ChatRequest request, Map<String, Object> extra, JsonGenerator json) {
    if (request.temperature() != null && ours("temperature", extra)) {
      json.writeNumberProperty("temperature", Math.min(request.temperature(), 1.0));
    }
    if (request.topP() != null && ours("top_p", extra)) {
      json.writeNumberProperty("top_p", request.topP());
    }
    if (!request.stop().isEmpty() && ours("stop_sequences", extra)) {
      json.writeArrayPropertyStart("stop_sequences");
      request.stop().forEach(json::writeString);
      json.writeEndArray();
    }
  }

  private void tools(ChatRequest request, Map<String, Object> extra, JsonGenerator json) {
    if (ours("tools", extra)) {
      json.writeArrayPropertyStart("tools");
      for (ToolSpec tool : request.tools()) {
        tool(tool, json);
      }
      json.writeEndArray();
    }
    if (!request.toolChoice().equals(ToolChoice.AUTO) && ours("tool_choice", extra)) {
      json.writeObjectPropertyStart("tool_choice");
      switch (request.toolChoice()) {
        case ToolChoice.Mode mode ->
            json.writeStringProperty("type", mode == ToolChoice.Mode.NONE ? "none" : "any");
        case ToolChoice.Named named -> {
          json.writeStringProperty("type", "tool");
          json.writeStringProperty("name", named.tool());
        }
      }
      json.writeEndObject();
    }
  }

  private static void tool(ToolSpec tool, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("name", tool.name());
    json.writeStringProperty("description", tool.description());
    json.writeName("input_schema");
    json.writeRawValue(tool.parameters());
    if (tool.strict()) {
      json.writeBooleanProperty("strict", true);
    }
    json.writeEndObject();
  }

  private void output(ProviderCall call, JsonGenerator json) {
    Effort effort = Effort.of(call, version);
    if (effort.thinking() != null && ours("thinking", call.extra())) {
      json.writeName("thinking");
      JsonValue.write(effort.thinking(), json);
    }
    boolean schema = call.request().responseFormat() instanceof ResponseFormat.JsonSchema;
    if ((effort.word() != null || schema) && ours("output_config", call.extra())) {
      json.writeObjectPropertyStart("output_config");
      if (effort.word() != null) {
        json.writeStringProperty("effort", effort.word());
      }
      if (call.request().responseFormat() instanceof ResponseFormat.JsonSchema format) {
        json.writeObjectPropertyStart("format");
        json.writeStringProperty("type", "json_schema");
        json.writeName("schema");
        json.writeRawValue(format.schema());
        json.writeEndObject();
      }
      json.writeEndObject();
    }
  }

  private boolean ours(String field, Map<String, Object> extra) {
    return version.takes(field) && !extra.containsKey(field);
  }
}
