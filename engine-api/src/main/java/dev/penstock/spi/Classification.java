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
 * @param signals what it found, for the explanation
 */
public record Classification(
    @Nullable String tier, @Nullable String intent, double confidence, List<Signal> signals) {
  /** Checks and copies the components. */
  public Classification {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be from 0 to 1, not " + confidence);
    }
    signals = List.copyOf(signals);
  }

  /** Nothing found. */
  public static final Classification NONE = new Classification(null, null, 0, List.of());

  /** No tier, though there may be something to explain. */
  public static Classification noSignal(List<Signal> signals) {
    return signals.isEmpty() ? NONE : new Classification(null, null, 0, signals);
  }
}
