package dev.penstock.testkit.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** What a connection waits for before it goes on. */
sealed interface Pause {
  Pause NONE = new Time(Duration.ZERO);

  static Pause of(Duration time) {
    return new Time(time);
  }

  /** A time. */
  record Time(Duration time) implements Pause {
    public Time {
      if (time.isNegative()) {
        throw new IllegalArgumentException("a pause must not be negative");
      }
    }
  }

  /** A latch that opens. */
  record Gate(CountDownLatch gate) implements Pause {}

  /** A time, or a latch that opens before. */
  record TimeOrGate(Duration time, CountDownLatch gate) implements Pause {}

  /** A permit, which is taken. */
  record Permit(Semaphore permits) implements Pause {}
}
