package dev.penstock.core.match;

import org.jspecify.annotations.Nullable;

/**
 * A question answered before that is near to the one asked.
 *
 * @param phrase its words
 * @param similarity how near it is: a cosine, or the words' share
 * @param answer what tells its answer from others; equal for equal answers
 * @param unit its vector in length 1, or null if words are compared
 */
@SuppressWarnings("ArrayRecordComponent") // made for one look-up, read by the matcher
public record Near(Phrase phrase, double similarity, String answer, float @Nullable [] unit) {
  /** How near it is to another one, by the same measure. */
  double similarityTo(Near other) {
    float[] mine = unit;
    float[] its = other.unit;
    return mine == null || its == null ? phrase.sharedWith(other.phrase) : dot(mine, its);
  }

  /** In four sums, so that additions need not wait for one another. */
  private static double dot(float[] one, float[] other) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < one.length; i += 4) {
      a += one[i] * other[i];
      b += one[i + 1] * other[i + 1];
      c += one[i + 2] * other[i + 2];
      d += one[i + 3] * other[i + 3];
    }
    for (; i < one.length; i++) {
      a += one[i] * other[i];
    }
    return a + b + c + d;
  }
}
