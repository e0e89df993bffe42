package dev.penstock.core.call;

import jakarta.inject.Inject;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends streams whose time is up even if nobody reads them any more. */
public final class Watchdog implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer;

  @Inject
  Watchdog() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("penstock-watchdog").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Runs an action once, on the one thread of all watches; it must not wait. */
  public Future<?> after(long nanos, Runnable action) {
    return timer.schedule(action, nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
