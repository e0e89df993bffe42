package dev.penstock.cache.lucene;

import dev.penstock.spi.Embedding;
import org.jspecify.annotations.Nullable;

/**
 * Vectors that are comparable: those of one model, of one length. Each space has fields of its own
 * in the index.
 *
 * @param model the model, empty for entries without a vector
 * @param dimensions how many numbers its vectors have
 */
record VectorSpace(String model, int dimensions) {
  static final VectorSpace NONE = new VectorSpace("", 0);

  static VectorSpace of(@Nullable Embedding embedding) {
    return embedding == null ? NONE : new VectorSpace(embedding.model(), embedding.dimensions());
  }

  boolean isNone() {
    return dimensions == 0;
  }

  String vectorField() {
    return "vector:" + dimensions + ":" + model;
  }

  String signatureField() {
    return "signature:" + dimensions + ":" + model;
  }
}
