package dev.penstock.provider.gemini;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.provider.wire.JsonValue;
import dev.penstock.spi.ProviderCall;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes how the answer is made. Fields of an extra {@code generationConfig} replace ours. */
final class GenerationConfigWriter {
  private static final String LIMIT = "maxOutputTokens";

  /** What decides how much is not for extra fields. */
  private static final Set<String> RESERVED = Set.of(LIMIT, "candidateCount");

  private final ApiVersion version;
  private final JsonGenerator json;

  GenerationConfigWriter(ApiVersion version, JsonGenerator json) {
    this.version = version;
    this.json = json;
  }

  void write(ProviderCall call, @Nullable Object given) {
    Map<?, ?> extra = given instanceof Map<?, ?> map ? map : Map.of();
    if (given != null && !(given instanceof Map)) {
      throw new IllegalArgumentException("the extra field generationConfig must be an object");
    }
    json.writeStartObject();
    json.writeNumberProperty(LIMIT, call.maxOutputTokens());
    sampling(call.request(), extra);
    format(call.request().responseFormat(), extra);
    Map<String, Object> thinking = Thinking.of(call);
    if (!thinking.isEmpty() && !extra.containsKey("thinkingConfig")) {
      json.writeName("thinkingConfig");
      JsonValue.write(thinking, json);
    }
    for (Map.Entry<?, ?> field : extra.entrySet()) {
      String name = String.valueOf(field.getKey());
      ExtraNames.check(name, RESERVED, name);
      if (version.takes(name)) {
        json.writeName(name);
        JsonValue.write(field.getValue(), json);
      }
    }
    json.writeEndObject();
  }

  private void sampling(ChatRequest request, Map<?, ?> extra) {
    if (request.temperature() != null && !extra.containsKey("temperature")) {
      json.writeNumberProperty("temperature", request.temperature());
    }
    if (request.topP() != null && !extra.containsKey("topP")) {
      json.writeNumberProperty("topP", request.topP());
    }
    if (request.seed() != null && !extra.containsKey("seed")) {
      json.writeNumberProperty("seed", request.seed());
    }
    if (!request.stop().isEmpty() && !extra.containsKey("stopSequences")) {
      json.writeArrayPropertyStart("stopSequences");
      request.stop().forEach(json::writeString);
      json.writeEndArray();
    }
  }

  private void format(ResponseFormat format, Map<?, ?> extra) {
    if (!format.equals(ResponseFormat.TEXT) && !extra.containsKey("responseMimeType")) {
      json.writeStringProperty("responseMimeType", "application/json");
    }
    if (format instanceof ResponseFormat.JsonSchema schema
        && !extra.containsKey("responseSchema")
        && !extra.containsKey("responseJsonSchema")) {
      json.writeName("responseJsonSchema");
      json.writeRawValue(schema.schema());
    }
  }
}
