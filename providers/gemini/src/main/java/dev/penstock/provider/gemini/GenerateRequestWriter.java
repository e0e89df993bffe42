package dev.penstock.provider.gemini;

import dev.penstock.api.chat.ChatRequest;
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

/** Writes the body of a generateContent request. A field of the call's extra replaces ours. */
final class GenerateRequestWriter {
  /** What decides who answers and what is not for extra fields. */
  private static final Set<String> RESERVED = Set.of("model", "contents", "systemInstruction");

  private static final String CONFIG = "generationConfig";

  private final ApiVersion version;
  private final RequestRules rules;

  GenerateRequestWriter(ApiVersion version) {
    this.version = version;
    rules = new RequestRules(version);
  }

  RequestBody write(ProviderCall call, CallLabel label) throws ProviderException {
    return RequestBody.of(
        json -> {
          rules.check(call);
          write(call, json);
        },
        label);
  }

  private void write(ProviderCall call, JsonGenerator json) {
    ChatRequest request = call.request();
    Map<String, Object> extra = call.extra();
    String instructions = Turn.instructions(request.messages());
    boolean apart = version.takes("systemInstruction");
    json.writeStartObject();
    if (apart && !instructions.isEmpty()) {
      json.writeObjectPropertyStart("systemInstruction");
      json.writeArrayPropertyStart("parts");
      ContentWriter.text(instructions, json);
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeName("contents");
    new ContentWriter(json).write(request.messages(), apart ? "" : instructions);
    if (!request.tools().isEmpty()) {
      tools(request, extra, json);
    }
    json.writeName(CONFIG);
    new GenerationConfigWriter(version, json).write(call, extra.get(CONFIG));
    for (Map.Entry<String, Object> field : extra.entrySet()) {
      ExtraNames.check(field.getKey(), RESERVED, CONFIG);
      if (!field.getKey().equals(CONFIG) && version.takes(field.getKey())) {
        json.writeName(field.getKey());
        JsonValue.write(field.getValue(), json);
      }
    }
    json.writeEndObject();
  }

  private static void tools(ChatRequest request, Map<String, Object> extra, JsonGenerator json) {
    if (!extra.containsKey("tools")) {
      json.writeArrayPropertyStart("tools");
      json.writeStartObject();
      json.writeArrayPropertyStart("functionDeclarations");
      request.tools().forEach(tool -> tool(tool, json));
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
    }
    if (!request.toolChoice().equals(ToolChoice.AUTO) && !extra.containsKey("toolConfig")) {
      json.writeObjectPropertyStart("toolConfig");
      json.writeObjectPropertyStart("functionCallingConfig");
      switch (request.toolChoice()) {
        case ToolChoice.Mode mode ->
            json.writeStringProperty("mode", mode == ToolChoice.Mode.NONE ? "NONE" : "ANY");
        case ToolChoice.Named named -> {
          json.writeStringProperty("mode", "ANY");
          json.writeArrayPropertyStart("allowedFunctionNames");
          json.writeString(named.tool());
          json.writeEndArray();
        }
      }
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  /** The API knows no strict tools. */
  private static void tool(ToolSpec tool, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("name", tool.name());
    json.writeStringProperty("description", tool.description());
    json.writeName("parametersJsonSchema");
    json.writeRawValue(tool.parameters());
    json.writeEndObject();
  }
}
