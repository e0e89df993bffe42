package dev.penstock.benchmarks;

import java.util.Random;

/**
 * Vectors made from texts without a model: always the same for a text, and near each other for
 * texts of one topic, which is what stands before a colon.
 */
final class SimulatedVectors {
  private static final double OWN = 0.5;
  private static final double LITTLE = 0.1;
  private static final String ALIKE = " please";

  private SimulatedVectors() {}

  /** A vector of so many numbers. */
  static float[] of(String text, int dimensions) {
    String asked = text.endsWith(ALIKE) ? text.substring(0, text.length() - ALIKE.length()) : text;
    float[] vector = new float[dimensions];
    add(vector, asked.substring(0, asked.indexOf(':') + 1), 1);
    add(vector, asked, OWN);
    if (!asked.equals(text)) {
      add(vector, text, LITTLE);
    }
    return vector;
  }

  /** A text whose vector is near that of another text. */
  static String alike(String text) {
    return text + ALIKE;
  }

  private static void add(float[] vector, String seed, double weight) {
    Random random = new Random(seed.hashCode());
    for (int i = 0; i < vector.length; i++) {
      vector[i] += (float) (weight * random.nextGaussian());
    }
  }
}
