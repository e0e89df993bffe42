package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what happens on another thread. */
final class Awaiting {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private Awaiting() {}

  static void until(String what, BooleanSupplier happened) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        fail("not seen in " + LONGEST + ": " + what);
      }
      Thread.onSpinWait();
    }
  }
}
