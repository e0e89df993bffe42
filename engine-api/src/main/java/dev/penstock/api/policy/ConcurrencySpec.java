package dev.penstock.api.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many calls to a provider instance may run at once.
 *
 * @param max the most calls at once, from 1 to 100,000; null means no limit but what the provider
 *     teaches by refusing calls
 * @param maxWait how long a request waits for a call to end when no other candidate is left, up to
 *     1 min; null means not at all
 */
public record ConcurrencySpec(
    @Description("The most calls at once") @Nullable Integer max,
    @Description("How long a request waits for its turn when nobody else is left")
        @Nullable Duration maxWait) {
  /** The defaults: no limit, no waiting. */
  public static final ConcurrencySpec DEFAULT = new ConcurrencySpec(null, null);

  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** Checks the components. */
  public ConcurrencySpec {
    if (max != null && (max < 1 || max > 100_000)) {
      throw new IllegalArgumentException("max must be from 1 to 100_000");
    }
    if (maxWait != null && (maxWait.isNegative() || maxWait.compareTo(LONGEST) > 0)) {
      throw new IllegalArgumentException("max-wait must be at most 1m");
    }
  }

  /** At most so many calls at once, and no waiting. */
  public static ConcurrencySpec of(int max) {
    return new ConcurrencySpec(max, null);
  }
}
