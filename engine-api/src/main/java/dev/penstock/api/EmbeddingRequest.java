package dev.penstock.api;

import dev.penstock.api.chat.Metadata;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request for the vectors of texts. Build it with {@link #of} and the methods that follow.
 *
 * @param id the request's id, or null for one made by the engine; unique per request
 * @param texts 1 to {@value #MOST_TEXTS} texts, none blank
 * @param dimensions the length of vector asked for, or null for the model's own
 * @param metadata what the caller says about the request; its tenant, user and tags decide budgets
 */
public record EmbeddingRequest(
    @Nullable String id, List<String> texts, @Nullable Integer dimensions, Metadata metadata) {
  /** The most texts of a request. */
  public static final int MOST_TEXTS = 2048;

  /** Copies the texts and refuses what is outside of the ranges above. */
  public EmbeddingRequest {
    texts = List.copyOf(texts);
    Objects.requireNonNull(metadata, "metadata");
    if (texts.isEmpty() || texts.size() > MOST_TEXTS) {
      throw new IllegalArgumentException(
          "there must be 1 to " + MOST_TEXTS + " texts to embed, not " + texts.size());
    }
    if (texts.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a text to embed must not be blank");
    }
    if (dimensions != null && dimensions < 1) {
      throw new IllegalArgumentException("dimensions must be at least 1, not " + dimensions);
    }
    if (id != null && id.isBlank()) {
      throw new IllegalArgumentException("a request id must not be blank");
    }
  }

  /** A request for the vectors of texts and nothing else. */
  public static EmbeddingRequest of(List<String> texts) {
    return new EmbeddingRequest(null, texts, null, Metadata.EMPTY);
  }

  /** The same with this id. */
  public EmbeddingRequest withId(@Nullable String value) {
    return new EmbeddingRequest(value, texts, dimensions, metadata);
  }

  /** The same with vectors of this length. */
  public EmbeddingRequest withDimensions(@Nullable Integer value) {
    return new EmbeddingRequest(id, texts, value, metadata);
  }

  /** The same with this metadata. */
  public EmbeddingRequest withMetadata(Metadata value) {
    return new EmbeddingRequest(id, texts, dimensions, value);
  }
}
