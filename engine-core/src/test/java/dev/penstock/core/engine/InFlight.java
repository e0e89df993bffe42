package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** Requests that are known to wait for another one with the same question. */
final class InFlight {
  private static final Set<Thread.State> WAITING =
      EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

  private InFlight() {}

  /** Starts a request and returns once it waits for the answer of another one. */
  static <T> FutureTask<T> follow(Callable<T> request) {
    FutureTask<T> result = new FutureTask<>(request);
    Thread thread = Thread.ofVirtual().start(result);
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!waits(thread)) {
      assertThat(result.isDone()).as("it has ended instead of waiting").isFalse();
      assertThat(System.nanoTime() - end).as("it does not wait").isNegative();
      Thread.onSpinWait();
    }
    return result;
  }

  /** Its thread may wait for a plugin as well, so its state alone does not tell. */
  private static boolean waits(Thread thread) {
    return WAITING.contains(thread.getState())
        && Arrays.stream(thread.getStackTrace())
            .map(StackTraceElement::getClassName)
            .anyMatch(name -> name.endsWith(".Relay$Reader") || name.endsWith(".Flights$Ticket"));
  }
}
