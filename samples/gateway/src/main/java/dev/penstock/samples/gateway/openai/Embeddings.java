package dev.penstock.samples.gateway.openai;

import dev.penstock.api.EmbeddingAnswer;
import dev.penstock.api.EmbeddingRequest;
import dev.penstock.api.Engine;
import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.samples.gateway.json.JsonOut;
import dev.penstock.samples.gateway.policy.PolicyNames;
import dev.penstock.samples.gateway.server.Exchange;
import dev.penstock.samples.gateway.server.Handler;
import dev.penstock.samples.gateway.wire.Decided;
import dev.penstock.spi.Embedding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;

/** Answers requests for the vectors of texts, by the policy's provider of vectors. */
public final class Embeddings implements Handler {
  private final Engine engine;
  private final Supplier<PolicyNames> names;

  /** Answers by an engine. */
  public Embeddings(Engine engine, Supplier<PolicyNames> names) {
    this.engine = engine;
    this.names = names;
  }

  @Override
  public void handle(Exchange exchange) {
    EmbeddingBody body =
        JsonIn.read(
            exchange.body(),
            in -> new EmbeddingReader(in).read(exchange.id(), exchange.caller(), names.get()));
    EmbeddingRequest request = body.request();
    EmbeddingAnswer answer = exchange.abortable(() -> engine.embed(request));
    Decided.headers(answer, exchange);
    exchange.answer(200, JsonOut.write(json -> write(answer, body.base64(), json)));
  }

  private static void write(EmbeddingAnswer answer, boolean base64, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("object", "list");
    json.writeArrayPropertyStart("data");
    int index = 0;
    for (Embedding vector : answer.vectors()) {
      json.writeStartObject();
      json.writeStringProperty("object", "embedding");
      json.writeNumberProperty("index", index++);
      json.writeName("embedding");
      if (base64) {
        json.writeString(encoded(vector.vector()));
      } else {
        json.writeStartArray();
        for (float number : vector.vector()) {
          json.writeNumber(number);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringProperty("model", answer.model());
    json.writeObjectPropertyStart("usage");
    json.writeNumberProperty("prompt_tokens", answer.usage().input());
    json.writeNumberProperty("total_tokens", answer.usage().input());
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Little-endian, as the wire has it. */
  private static String encoded(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : vector) {
      bytes.putFloat(number);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
