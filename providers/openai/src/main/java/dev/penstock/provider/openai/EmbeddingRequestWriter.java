package dev.penstock.provider.openai;

import dev.penstock.provider.wire.CallLabel;
import dev.penstock.provider.wire.RequestBody;
import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import dev.penstock.spi.ProviderException;
import tools.jackson.core.JsonGenerator;

/** Writes the body of an embeddings request. */
final class EmbeddingRequestWriter {
  private final Traits traits;

  EmbeddingRequestWriter(Traits traits) {
    this.traits = traits;
  }

  RequestBody write(EmbeddingCall call, CallLabel label) throws ProviderException {
    return RequestBody.of(json -> write(call, json), label);
  }

  private void write(EmbeddingCall call, JsonGenerator json) {
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
}
