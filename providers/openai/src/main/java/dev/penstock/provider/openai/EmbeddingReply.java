package dev.penstock.provider.openai;

import dev.penstock.provider.wire.EmbeddingAnswer;
import dev.penstock.provider.wire.ErrorBody;
import dev.penstock.provider.wire.KeptFields;
import dev.penstock.provider.wire.Limits;
import dev.penstock.provider.wire.Texts;
import dev.penstock.provider.wire.VectorRows;
import dev.penstock.provider.wire.Vectors;
import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import dev.penstock.spi.ReportedUsage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Vectors, each with the index of its text. */
final class EmbeddingReply implements EmbeddingAnswer {
  private final VectorRows rows;
  private @Nullable ReportedUsage usage;
  private @Nullable ErrorBody error;

  EmbeddingReply(EmbeddingCall call) {
    rows = new VectorRows(call);
  }

  @Override
  public VectorRows rows() {
    return rows;
  }

  @Override
  public @Nullable ReportedUsage usage() {
    return usage;
  }

  @Override
  public @Nullable ErrorBody error() {
    return error;
  }

  @Override
  public void read(JsonParser json) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "data" -> data(json);
        case "usage" -> {
          KeptFields kept = new KeptFields(Limits.USAGE);
          kept.keep("usage", json);
          usage =
              token == JsonToken.VALUE_NULL
                  ? usage
                  : UsageReader.read(Texts.map(kept.toMap().get("usage")), false, null);
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
    int index = rows.seen();
    float[] vector = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "index" -> index = token == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : index;
        case "embedding" -> vector = Vectors.read(json);
        default -> json.skipChildren();
      }
    }
    rows.add(index, vector);
  }
}
