package dev.penstock.core.model;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A latency: a moving average that follows changes within some tens of calls, and quantiles of the
 * latest calls.
 */
public final class LatencyMeter {
  /** Fewer calls than this are no measurement. */
  private static final int ENOUGH = 10;

  private static final double WEIGHT = 0.1;

  /** The latest calls that quantiles are taken from. */
  private static final int LATEST = 256;

  private final AtomicLongArray latest = new AtomicLongArray(LATEST);
  private final AtomicReference<Sample> sample = new AtomicReference<>(new Sample(0, 0));

  LatencyMeter() {}

  /** Takes in a call. */
  public void record(long nanos) {
    Sample now =
        sample.updateAndGet(
            s ->
                new Sample(
                    s.count + 1, s.count == 0 ? nanos : s.nanos + WEIGHT * (nanos - s.nanos)));
    latest.set((int) ((now.count - 1) % LATEST), nanos);
  }

  /** The latency, or null before enough calls. */
  public @Nullable Duration measured() {
    Sample now = sample.get();
    return now.count < ENOUGH ? null : Duration.ofNanos((long) now.nanos);
  }

  /**
   * The latency that this share of the latest calls did not exceed, or null before enough calls.
   *
   * @param share from 0 to 1
   */
  public @Nullable Duration quantile(double share) {
    int known = (int) Math.min(LATEST, sample.get().count);
    if (known < ENOUGH) {
      return null;
    }
    long[] sorted = new long[known];
    for (int i = 0; i < known; i++) {
      sorted[i] = latest.get(i);
    }
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(share * known) - 1;
    return Duration.ofNanos(sorted[Math.clamp(rank, 0, known - 1)]);
  }

  private record Sample(long count, double nanos) {}
}
