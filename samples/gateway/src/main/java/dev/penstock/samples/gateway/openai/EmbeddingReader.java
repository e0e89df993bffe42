package dev.penstock.samples.gateway.openai;

import dev.penstock.api.EmbeddingRequest;
import dev.penstock.api.chat.Metadata;
import dev.penstock.samples.gateway.access.Caller;
import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.samples.gateway.policy.PolicyNames;
import dev.penstock.samples.gateway.server.HttpError;
import dev.penstock.samples.gateway.wire.Asking;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request for vectors, field by field in any order. */
final class EmbeddingReader {
  private static final int LONGEST_LABEL = 256;
  private static final int MOST_DIMENSIONS = 65_536;

  private final JsonIn in;
  private final List<String> texts = new ArrayList<>();
  private @Nullable String model;
  private @Nullable String user;
  private @Nullable Integer dimensions;
  private boolean base64;

  EmbeddingReader(JsonIn in) {
    this.in = in;
  }

  EmbeddingBody read(String id, Caller caller, PolicyNames names) {
    in.fields((name, value) -> field(name));
    requireModel(names);
    if (texts.isEmpty()) {
      throw HttpError.field("input_required", "input", "input is missing, or has no texts");
    }
    String person = caller.user() == null ? user : caller.user();
    Metadata about = Metadata.builder().tenant(caller.tenant()).user(person).build();
    return new EmbeddingBody(new EmbeddingRequest(id, texts, dimensions, about), base64);
  }

  private void field(String name) {
    switch (name) {
      case "model" -> model = in.text();
      case "input" -> {
        if (in.isList()) {
          in.items(this::text);
        } else {
          text();
        }
      }
      case "encoding_format" -> {
        if (!in.isNull()) {
          base64 = format();
        }
      }
      case "dimensions" -> {
        if (!in.isNull()) {
          dimensions = (int) in.wholeNumber("invalid_dimensions", 1, MOST_DIMENSIONS);
        }
      }
      case "user" -> {
        if (!in.isNull()) {
          user = in.label("invalid_user", LONGEST_LABEL);
        }
      }
      default -> throw in.unknown();
    }
  }

  /** Numbers of tokens are refused: which texts they are, only one vendor's models know. */
  private void text() {
    String text = in.text();
    if (text.isBlank()) {
      throw in.wrong("invalid_input", "must not be blank");
    }
    if (texts.size() == EmbeddingRequest.MOST_TEXTS) {
      throw HttpError.field(
          "too_many_texts",
          "input",
          "input must have at most " + EmbeddingRequest.MOST_TEXTS + " texts");
    }
    texts.add(text);
  }

  private boolean format() {
    return switch (in.text()) {
      case "float" -> false;
      case "base64" -> true;
      default -> throw in.wrong("invalid_encoding_format", "must be float or base64");
    };
  }

  private void requireModel(PolicyNames names) {
    if (model == null || model.isBlank()) {
      throw HttpError.field(
          "model_required",
          "model",
          "model is missing; " + Asking.AUTO + " is the one that the policy has for vectors");
    }
    if (names.embeddings() == null) {
      throw new HttpError(404, "no_embeddings", "the policy of this gateway has no embeddings");
    }
    if (!model.equals(Asking.AUTO) && !model.equals(names.embeddings())) {
      throw new HttpError(
          404, "model_not_found", "the model does not exist, or is not yours", "model", null);
    }
  }
}
