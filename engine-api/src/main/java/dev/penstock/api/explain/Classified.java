package dev.penstock.api.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the classifiers made of a question.
 *
 * @param tier the tier it is treated as
 * @param intent what it is about, or null if unknown
 * @param confidence how sure the deciding classifier was, 0 to 1; 0 if none decided. If a
 *     difficulty made it the easiest tier, the chance that this is enough: 1 less the difficulty
 * @param decidedBy the classifier that decided, or {@value #UNSURE} if none did
 * @param difficulty the difficulty that made the tier, or null if it was not made so
 * @param signals everything found, in the order the classifiers were asked
 */
public record Classified(
    String tier,
    @Nullable String intent,
    double confidence,
    String decidedBy,
    @Nullable Double difficulty,
    List<Signal> signals) {
  /** The decider of a question without a signal. */
  public static final String UNSURE = "when-unsure";

  /** Checks and copies the components. */
  public Classified {
    signals = List.copyOf(signals);
  }
}
