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
  private static final String SIGNATURE = "signature:";

  static final VectorSpace NONE = new VectorSpace("", 0);

  static VectorSpace of(@Nullable Embedding embedding) {
    return embedding == null ? NONE : new VectorSpace(embedding.model(), embedding.dimensions());
  }

  /** The space of a field of signatures, or null if the field is none. */
  static @Nullable VectorSpace ofSignatures(String field) {
    if (!field.startsWith(SIGNATURE)) {
      return null;
    }
    int colon = field.indexOf(':', SIGNATURE.length());
    int dimensions = Integer.parseInt(field, SIGNATURE.length(), colon, 10);
    return new VectorSpace(field.substring(colon + 1), dimensions);
  }

  boolean isNone() {
    return dimensions == 0;
  }

  String vectorField() {
    return "vector:" + dimensions + ":" + model;
  }

  String signatureField() {
    return SIGNATURE + dimensions + ":" + model;
  }
}
