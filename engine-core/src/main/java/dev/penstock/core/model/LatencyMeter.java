package dev.penstock.core.model;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A moving average of a latency that follows changes within some tens of calls. */
public final class LatencyMeter {
  /** Fewer calls than this are no measurement. */
  private static final int ENOUGH = 10;

  private static final double WEIGHT = 0.1;

  private final AtomicReference<Sample> sample = new AtomicReference<>(new Sample(0, 0));

  LatencyMeter() {}

  /** Takes in a call. */
  public void record(long nanos) {
    sample.updateAndGet(
        s -> new Sample(s.count + 1, s.count == 0 ? nanos : s.nanos + WEIGHT * (nanos - s.nanos)));
  }

  /** The latency, or null before enough calls. */
  public @Nullable Duration measured() {
    Sample now = sample.get();
    return now.count < ENOUGH ? null : Duration.ofNanos((long) now.nanos);
  }

  private record Sample(long count, double nanos) {}
}
