package dev.penstock.core.call;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The times between the pieces of a streamed answer, to the microsecond. */
final class Gaps {
  /** Of an answer with more pieces the first are kept. */
  static final int MOST = 8192;

  private static final int[] NONE = {};

  private final ReentrantLock lock = new ReentrantLock();
  private int[] micros = NONE;
  private int size;

  void add(long nanos) {
    lock.lock();
    try {
      if (size == MOST) {
        return;
      }
      if (size == micros.length) {
        micros = Arrays.copyOf(micros, Math.max(32, 2 * size));
      }
      micros[size++] = (int) Math.min(TimeUnit.NANOSECONDS.toMicros(nanos), Integer.MAX_VALUE);
    } finally {
      lock.unlock();
    }
  }

  /** Those so far, in their order. */
  List<Duration> all() {
    int[] so;
    lock.lock();
    try {
      so = Arrays.copyOf(micros, size);
    } finally {
      lock.unlock();
    }
    return Arrays.stream(so).mapToObj(each -> Duration.ofNanos(1000L * each)).toList();
  }
}
