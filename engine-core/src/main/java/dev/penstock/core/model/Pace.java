package dev.penstock.core.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How fast a model writes its streams. */
public final class Pace {
  private static final double FASTEST = 0;

  private final LatencyMeter perToken = new LatencyMeter();

  Pace() {}

  /**
   * Takes in a complete stream.
   *
   * @param nanos from its first content to its end
   */
  public void record(long tokens, long nanos) {
    if (tokens > 0) {
      perToken.record(Math.max(1, nanos / tokens));
    }
  }

  /** The tokens that the fastest of the latest streams wrote in such a time; null before enough. */
  public @Nullable Long tokensIn(Duration time) {
    Duration token = perToken.quantile(FASTEST);
    return token == null ? null : Math.ceilDiv(time.toNanos(), token.toNanos());
  }
}
