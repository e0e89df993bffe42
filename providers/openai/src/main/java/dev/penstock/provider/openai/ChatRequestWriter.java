package dev.penstock.provider.openai;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.ReasoningEffort;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.chat.ToolChoice;
import dev.penstock.api.chat.ToolSpec;
import dev.penstock.provider.wire.CallLabel;
import dev.penstock.provider.wire.JsonValue;
import dev.penstock.provider.wire.RequestBody;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** Writes the body of a Chat Completions request. A field of the call's extra replaces ours. */
final class ChatRequestWriter {
  /** What decides who answers, how much and how often is not for extra fields. */
  private static final Set<String> RESERVED =
      Set.of(
          "model",
          "messages",
          "stream",
          "stream_options",
          "n",
          "best_of",
          "max_tokens",
          "max_completion_tokens");

  private final Traits traits;
  private final RequestRules rules;

  ChatRequestWriter(Dialect dialect) {
    traits = dialect.traits();
    rules = new RequestRules(dialect);
  }

  RequestBody write(ProviderCall call, boolean stream, CallLabel label) throws ProviderException {
    return RequestBody.of(
        json -> {
          rules.check(call);
          write(call, stream, json);
        },
        label);
  }

  private void write(ProviderCall call, boolean stream, JsonGenerator json) {
    ChatRequest request = call.request();
    json.writeStartObject();
    json.writeStringProperty("model", call.modelId());
    json.writeArrayPropertyStart("messages");
    for (Message message : request.messages()) {
      MessageWriter.write(message, json);
    }
    json.writeEndArray();
    json.writeNumberProperty(traits.limitField(), call.maxOutputTokens());
    if (stream) {
      json.writeBooleanProperty("stream", true);
      if (traits.streamOptions()) {
        json.writeObjectPropertyStart("stream_options");
        json.writeBooleanProperty("include_usage", true);
        json.writeEndObject();
      }
    }
    sampling(request, call.extra(), json);
    if (!request.tools().isEmpty()) {
      tools(request, call.extra(), json);
    }
    if (ours("response_format", call.extra())) {
      format(request.responseFormat(), json);
    }
    for (Map.Entry<String, Object> field : call.extra().entrySet()) {
      if (RESERVED.contains(field.getKey())) {
        throw new IllegalArgumentException(
            "the extra field " + field.getKey() + " is set by the engine and cannot be replaced");
      }
      json.writeName(field.getKey());
      JsonValue.write(field.getValue(), json);
    }
    json.writeEndObject();
  }

  private void sampling(ChatRequest request, Map<String, Object> extra, JsonGenerator json) {
    if (request.temperature() != null && ours("temperature", extra)) {
      json.writeNumberProperty("temperature", request.temperature());
    }
    if (request.topP() != null && ours("top_p", extra)) {
      json.writeNumberProperty("top_p", request.topP());
    }
    if (request.seed() != null && traits.seedField() != null && ours(traits.seedField(), extra)) {
      json.writeNumberProperty(traits.seedField(), request.seed());
    }
    if (!request.stop().isEmpty() && ours("stop", extra)) {
      json.writeArrayPropertyStart("stop");
      request.stop().forEach(json::writeString);
      json.writeEndArray();
    }
    if (request.reasoningEffort() != null) {
      effort(request.reasoningEffort(), extra, json);
    }
  }

  private void effort(ReasoningEffort effort, Map<String, Object> extra, JsonGenerator json) {
    boolean thinks = effort != ReasoningEffort.NONE;
    if (traits.thinkingSwitch() && ours("thinking", extra)) {
      json.writeObjectPropertyStart("thinking");
      json.writeStringProperty("type", thinks ? "enabled" : "disabled");
      json.writeEndObject();
    }
    if ((thinks || !traits.thinkingSwitch()) && ours("reasoning_effort", extra)) {
      json.writeStringProperty("reasoning_effort", traits.efforts().get(effort));
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
      json.writeName("tool_choice");
      switch (request.toolChoice()) {
        case ToolChoice.Mode mode ->
            json.writeString(mode == ToolChoice.Mode.NONE ? "none" : "required");
        case ToolChoice.Named named -> {
          json.writeStartObject();
          json.writeStringProperty("type", "function");
          json.writeObjectPropertyStart("function");
          json.writeStringProperty("name", named.tool());
          json.writeEndObject();
          json.writeEndObject();
        }
      }
    }
  }

  private void tool(ToolSpec tool, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("type", "function");
    json.writeObjectPropertyStart("function");
    json.writeStringProperty("name", tool.name());
    json.writeStringProperty("description", tool.description());
    json.writeName("parameters");
    json.writeRawValue(tool.parameters());
    if (tool.strict() && traits.strictTools()) {
      json.writeBooleanProperty("strict", true);
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void format(ResponseFormat format, JsonGenerator json) {
    if (format.equals(ResponseFormat.TEXT)) {
      return;
    }
    json.writeObjectPropertyStart("response_format");
    if (format instanceof ResponseFormat.JsonSchema schema) {
      json.writeStringProperty("type", "json_schema");
      json.writeObjectPropertyStart("json_schema");
      json.writeStringProperty("name", schema.name());
      json.writeName("schema");
      json.writeRawValue(schema.schema());
      json.writeBooleanProperty("strict", schema.strict());
      json.writeEndObject();
    } else {
      json.writeStringProperty("type", "json_object");
    }
    json.writeEndObject();
  }

  private static boolean ours(String field, Map<String, Object> extra) {
    return extra.isEmpty() || !extra.containsKey(field);
  }
}
