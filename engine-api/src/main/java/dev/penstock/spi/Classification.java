package dev.penstock.spi;

import dev.penstock.api.explain.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a classifier found.
 *
 * @param tier the tier, one of the policy's, or null for no signal
 * @param intent what the question is about, or null if unknown
 * @param confidence how sure it is, 0 to 1
 * @param difficulty the chance that the easiest tier's answer will not do, 0 to 1, or null. Without
 *     a tier it becomes one by the thresholds that the policy names for the classifier
 * @param signals what it found, for the explanation
 */
public record Classification(
    @Nullable String tier,
    @Nullable String intent,
    double confidence,
    @Nullable Double difficulty,
    List<Signal> signals) {
  /** Checks and copies the components. */
  public Classification {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be from 0 to 1, not " + confidence);
    }
    if (difficulty != null && !(difficulty >= 0 && difficulty <= 1)) {
      throw new IllegalArgumentException("difficulty must be from 0 to 1, not " + difficulty);
    }
    signals = List.copyOf(signals);
  }

  /** What a classifier found that measures no difficulty. */
  public Classification(
      @Nullable String tier, @Nullable String intent, double confidence, List<Signal> signals) {
    this(tier, intent, confidence, null, signals);
  }

  /** Nothing found. */
  public static final Classification NONE = new Classification(null, null, 0, List.of());

  /** No tier, though there may be something to explain. */
  public static Classification noSignal(List<Signal> signals) {
    return signals.isEmpty() ? NONE : new Classification(null, null, 0, signals);
  }
}
