package dev.penstock.core.evaluate;

import java.util.List;

/** Finds the nearest of some vectors, by the cosine. */
final class Vectors {
  private final float[][] columns;
  private final int size;

  /** Takes unit vectors, stored by column so that a look-up runs over memory in order. */
  Vectors(List<float[]> units) {
    size = units.size();
    columns = new float[units.isEmpty() ? 0 : units.getFirst().length][size];
    for (int i = 0; i < size; i++) {
      float[] vector = units.get(i);
      for (int d = 0; d < columns.length; d++) {
        columns[d][i] = vector[d];
      }
    }
  }

  /** Positions of the nearest, nearest first; their cosines come back in the second argument. */
  int[] nearest(float[] unit, float[] cosines) {
    float[] all = new float[size];
    for (int d = 0; d < columns.length; d++) {
      float factor = unit[d];
      float[] column = columns[d];
      for (int i = 0; i < all.length; i++) {
        all[i] += factor * column[i];
      }
    }
    int k = Math.min(cosines.length, size);
    int[] best = new int[k];
    int found = 0;
    for (int i = 0; i < size; i++) {
      if (found == k && all[i] <= cosines[k - 1]) {
        continue;
      }
      int at = found < k ? found++ : k - 1;
      while (at > 0 && cosines[at - 1] < all[i]) {
        cosines[at] = cosines[at - 1];
        best[at] = best[at - 1];
        at--;
      }
      cosines[at] = all[i];
      best[at] = i;
    }
    return best;
  }

  static float[] unit(float[] vector) {
    double square = 0;
    for (float number : vector) {
      square += (double) number * number;
    }
    float[] unit = new float[vector.length];
    double length = Math.sqrt(square);
    for (int i = 0; i < vector.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }
}
