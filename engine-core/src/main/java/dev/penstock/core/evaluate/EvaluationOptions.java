package dev.penstock.core.evaluate;

import java.util.List;

/**
 * How recall is measured.
 *
 * @param outside the label of questions that nothing answers, such as {@code oos}; or empty
 * @param splits into how many different halves the set is split, one after another; each half is
 *     learned on once and tested on once
 * @param rounds how often cache and questions are drawn from the half that is learned on
 * @param most the most questions asked in a round
 * @param seed decides every draw
 * @param promises the false shares that are promised, 0 to 1
 */
public record EvaluationOptions(
    String outside, int splits, int rounds, int most, long seed, List<Double> promises) {
  /** Ten splits, three rounds of at most 4,000 questions; promises of 1, 2 and 5 %. */
  public static final EvaluationOptions DEFAULT =
      new EvaluationOptions("oos", 10, 3, 4_000, 1, List.of(0.01, 0.02, 0.05));

  /** Checks and copies the components. */
  public EvaluationOptions {
    promises = List.copyOf(promises);
    if (splits < 1 || splits > 100 || rounds < 1 || rounds > 100 || most < 1) {
      throw new IllegalArgumentException("splits and rounds must be 1 to 100, most at least 1");
    }
    if (promises.stream().anyMatch(promise -> !(promise > 0 && promise < 1))) {
      throw new IllegalArgumentException("a promised share must be above 0 and below 1");
    }
  }
}
