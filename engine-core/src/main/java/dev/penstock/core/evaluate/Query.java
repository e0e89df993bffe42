package dev.penstock.core.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * A question to route.
 *
 * @param text the question
 * @param tier the easiest tier whose answer is enough, or null if that is not known
 * @param outcome which models answered it rightly, or null if that is not known
 */
public record Query(String text, @Nullable String tier, @Nullable Outcome outcome) {
  /**
   * Whether a weak and a strong model answered rightly.
   *
   * @param weak whether the model of the easiest tier did
   * @param strong whether that of the hardest did
   */
  public record Outcome(boolean weak, boolean strong) {}
}
