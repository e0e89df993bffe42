package dev.penstock.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * What single operations on one thread took.
 *
 * @param p50 the median, in nanoseconds
 * @param p99 the 99th percentile, in nanoseconds
 * @param bytes what one of them allocated on average
 */
record Timing(long p50, long p99, long bytes) {
  private static final int MOST = 2_000_000;

  /** Runs an operation for a while unmeasured, then for as long again measured. */
  static Timing of(Duration time, Runnable operation) {
    return told(
        time,
        () -> {
          long start = System.nanoTime();
          operation.run();
          return System.nanoTime() - start;
        });
  }

  /** The same for an operation that says itself how many nanoseconds it took. */
  static Timing told(Duration time, LongSupplier operation) {
    long[] nanos = new long[MOST];
    run(time, operation, nanos);
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    int count = run(time, operation, nanos);
    long bytes = (thread.getCurrentThreadAllocatedBytes() - before) / count;
    Arrays.sort(nanos, 0, count);
    return new Timing(nanos[count / 2], nanos[(int) (count * 0.99)], bytes);
  }

  private static int run(Duration time, LongSupplier operation, long[] nanos) {
    long end = System.nanoTime() + time.toNanos();
    int count = 0;
    while (count < nanos.length && System.nanoTime() < end) {
      nanos[count++] = operation.getAsLong();
    }
    return count;
  }
}
