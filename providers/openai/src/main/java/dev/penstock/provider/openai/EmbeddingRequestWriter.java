package dev.penstock.provider.openai;

import dev.penstock.provider.wire.Json;
import dev.penstock.provider.wire.RequestBody;
import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import tools.jackson.core.JsonGenerator;

/** Writes the body of an embeddings request. */
final class EmbeddingRequestWriter {
  private final Traits traits;

  EmbeddingRequestWriter(Traits traits) {
    this.traits = traits;
  }

  RequestBody write(EmbeddingCall call) {
    RequestBody body = new RequestBody();
    try (JsonGenerator json = Json.generator(body)) {
      json.writeStartObject();
      json.writeStringProperty("model", call.modelId());
      json.writeArrayPropertyStart("input");
      call.texts().forEach(json::writeString);
      json.writeEndArray();
      if (call.dimensions() != null) {
        json.writeNumberProperty("dimensions", call.dimensions());
      }
      if (traits.base64Vectors()) {
        json.writeStringProperty("encoding_format", "base64");
      }
      json.writeEndObject();
    }
    return body;
  }
}
