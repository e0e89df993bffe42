package dev.penstock.spi;

import java.util.Arrays;

/**
 * A text's vector. Vectors of different models, or of one model in different lengths, have nothing
 * to do with each other and are never compared.
 *
 * @param model which model made it, such as {@code onnx/all-minilm-l6-v2-q}; part of what must
 *     match
 * @param vector its numbers, all finite and not all zero; of any length, which a cache normalises
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
public record Embedding(String model, float[] vector) {
  /** Checks and copies the components. */
  public Embedding {
    if (model.isBlank()) {
      throw new IllegalArgumentException("an embedding must name its model");
    }
    vector = vector.clone();
    double square = 0;
    for (float number : vector) {
      square += (double) number * number;
    }
    if (!(square > 0) || !Double.isFinite(square)) {
      throw new IllegalArgumentException(
          "the model " + model + " gave a vector without numbers, of zeros only, or not finite");
    }
  }

  /** A copy of the numbers. */
  @Override
  public float[] vector() {
    return vector.clone();
  }

  /** A copy of the numbers, in length 1. */
  public float[] unit() {
    double square = 0;
    for (float number : vector) {
      square += (double) number * number;
    }
    double length = Math.sqrt(square);
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }

  /** How many numbers it has. */
  public int dimensions() {
    return vector.length;
  }

  /**
   * The cosine of the angle to another vector, -1 to 1.
   *
   * @throws IllegalArgumentException if they are of different models or lengths
   */
  public double cosine(Embedding other) {
    if (!model.equals(other.model) || vector.length != other.vector.length) {
      throw new IllegalArgumentException(
          "vectors of %s (%d numbers) and %s (%d numbers) cannot be compared"
              .formatted(model, vector.length, other.model, other.vector.length));
    }
    double dot = 0;
    double mine = 0;
    double its = 0;
    for (int i = 0; i < vector.length; i++) {
      dot += (double) vector[i] * other.vector[i];
      mine += (double) vector[i] * vector[i];
      its += (double) other.vector[i] * other.vector[i];
    }
    return Math.clamp(dot / Math.sqrt(mine * its), -1.0, 1.0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding(String itsModel, float[] its)
        && itsModel.equals(model)
        && Arrays.equals(its, vector);
  }

  @Override
  public int hashCode() {
    return 31 * model.hashCode() + Arrays.hashCode(vector);
  }

  @Override
  public String toString() {
    return "Embedding[model=" + model + ", dimensions=" + vector.length + "]";
  }
}
