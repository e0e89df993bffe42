package dev.penstock.spi;

import org.jspecify.annotations.Nullable;

/**
 * A question of which it is known whether the easiest tier was enough.
 *
 * @param question its text
 * @param embedding its vector, or null if nobody makes one
 * @param target 0 if the easiest tier was enough, 1 if it was not, or between if that is not sure
 * @param weight how much it counts, more than 0; 1 is usual
 */
public record Lesson(String question, @Nullable Embedding embedding, double target, double weight) {
  /** Checks the components. */
  public Lesson {
    if (!(target >= 0 && target <= 1)) {
      throw new IllegalArgumentException("a target must be from 0 to 1, not " + target);
    }
    if (!(weight > 0 && Double.isFinite(weight))) {
      throw new IllegalArgumentException("a weight must be more than 0, not " + weight);
    }
  }
}
