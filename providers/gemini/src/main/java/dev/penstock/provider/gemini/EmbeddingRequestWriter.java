package dev.penstock.provider.gemini;

import dev.penstock.provider.wire.CallLabel;
import dev.penstock.provider.wire.RequestBody;
import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import dev.penstock.spi.ProviderException;
import tools.jackson.core.JsonGenerator;

/** Writes the body of a batchEmbedContents request, each of whose texts names the model again. */
final class EmbeddingRequestWriter {
  private EmbeddingRequestWriter() {}

  static RequestBody write(EmbeddingCall call, CallLabel label) throws ProviderException {
    String model = ModelPath.of(label);
    return RequestBody.of(json -> write(call, model, json), label);
  }

  private static void write(EmbeddingCall call, String model, JsonGenerator json) {
    json.writeStartObject();
    json.writeArrayPropertyStart("requests");
    for (String text : call.texts()) {
      json.writeStartObject();
      json.writeStringProperty("model", model);
      json.writeObjectPropertyStart("content");
      json.writeArrayPropertyStart("parts");
      ContentWriter.text(text, json);
      json.writeEndArray();
      json.writeEndObject();
      if (call.dimensions() != null) {
        json.writeNumberProperty("outputDimensionality", call.dimensions());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
