package dev.penstock.core.escalate;

import dev.penstock.api.chat.ResponseFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether an answer is the JSON that was asked for. Of a schema its type and the keys it requires
 * at the top are looked at, which is where cut and chatty answers fail.
 */
final class JsonCheck {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private JsonCheck() {}

  /** What is wrong, or null. */
  static @Nullable String problem(String answer, ResponseFormat format) {
    JsonNode json = read(answer);
    if (json == null) {
      return "it is not JSON";
    }
    return switch (format) {
      case ResponseFormat.Plain plain ->
          plain == ResponseFormat.Plain.JSON_OBJECT && !json.isObject()
              ? "it is JSON but no object"
              : null;
      case ResponseFormat.JsonSchema schema -> misfit(json, read(schema.schema()));
    };
  }

  private static @Nullable String misfit(JsonNode json, @Nullable JsonNode schema) {
    if (schema == null) {
      return null;
    }
    String type = schema.path("type").asString("");
    if ((type.equals("object") && !json.isObject()) || (type.equals("array") && !json.isArray())) {
      return "it is no " + type + ", which its schema asks for";
    }
    int lacking = 0;
    for (JsonNode key : schema.path("required")) {
      lacking += json.has(key.asString("")) ? 0 : 1;
    }
    return lacking == 0 ? null : "it lacks " + lacking + " keys that its schema requires";
  }

  private static @Nullable JsonNode read(String text) {
    try {
      JsonNode read = JSON.readTree(text);
      return read.isMissingNode() ? null : read;
    } catch (JacksonException e) {
      return null;
    }
  }
}
