package dev.penstock.provider.openai;

import dev.penstock.provider.wire.CallLabel;
import dev.penstock.provider.wire.ErrorBody;
import dev.penstock.provider.wire.ErrorReplies;
import dev.penstock.provider.wire.Json;
import dev.penstock.provider.wire.KeptFields;
import dev.penstock.provider.wire.Limits;
import dev.penstock.provider.wire.Texts;
import dev.penstock.provider.wire.UpstreamResponse;
import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import dev.penstock.spi.EmbeddingProvider.Embeddings;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ReportedUsage;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads vectors, each a list of numbers or Base64 of little-endian floats. */
final class EmbeddingReplyReader {
  private final float[] @Nullable [] vectors;
  private @Nullable ReportedUsage usage;
  private @Nullable ErrorBody error;
  private int seen;

  private EmbeddingReplyReader(int texts) {
    vectors = new float[texts][];
  }

  static Embeddings read(
      UpstreamResponse response, EmbeddingCall call, ErrorReplies errors, CallLabel label)
      throws ProviderException {
    InputStream body = response.body(Limits.BODY);
    EmbeddingReplyReader reader = new EmbeddingReplyReader(call.texts().size());
    try (JsonParser json = Json.parser(body)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        reader.reply(json);
        json.nextToken();
      }
    } catch (JacksonException e) {
      throw response.failure(e, reader.seen > 0);
    }
    if (reader.error != null) {
      throw errors.inside(reader.error, response, false, label);
    }
    String wrong = reader.problem(call);
    if (wrong != null) {
      throw label.failure(FailureKind.MALFORMED, Phase.MAY_HAVE_RUN, wrong);
    }
    return new Embeddings(reader.whole(), reader.usage);
  }

  private List<float[]> whole() {
    return Arrays.stream(vectors).map(Objects::requireNonNull).toList();
  }

  private @Nullable String problem(EmbeddingCall call) {
    int length = -1;
    for (float[] vector : vectors) {
      if (vector == null || seen != vectors.length) {
        return "there is not one vector for each text";
      }
      if (vector.length == 0 || (length >= 0 && vector.length != length)) {
        return "the vectors differ in length";
      }
      length = vector.length;
    }
    return call.dimensions() != null && call.dimensions() != length
        ? "the vectors have " + length + " dimensions, not " + call.dimensions()
        : null;
  }

  private void reply(JsonParser json) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "data" -> data(json);
        case "usage" -> {
          KeptFields kept = new KeptFields(Limits.USAGE);
          kept.keep("usage", json);
          usage = UsageReader.read(Texts.map(kept.toMap().get("usage")), false);
        }
        case "error" -> error = token == JsonToken.VALUE_NULL ? error : ErrorBody.read(json);
        default -> json.skipChildren();
      }
    }
  }

  private void data(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        embedding(json);
      } else {
        json.skipChildren();
      }
    }
  }

  private void embedding(JsonParser json) {
    int index = seen;
    float[] vector = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "index" -> index = token == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : index;
        case "embedding" -> vector = Vectors.read(json);
        default -> json.skipChildren();
      }
    }
    seen++;
    if (index >= 0 && index < vectors.length) {
      vectors[index] = vector;
    }
  }
}
