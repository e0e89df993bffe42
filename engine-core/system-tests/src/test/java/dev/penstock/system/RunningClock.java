package dev.penstock.system;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that runs, since sockets wait in real time, and that can be put forward. */
final class RunningClock implements InstantSource {
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  private final long origin = System.nanoTime();
  private final AtomicLong ahead = new AtomicLong();

  /** Puts it forward; no call should be running. */
  void advance(Duration duration) {
    ahead.addAndGet(duration.toNanos());
  }

  /** The monotonic clock that belongs to it. */
  long ticker() {
    return System.nanoTime() - origin + ahead.get();
  }

  @Override
  public Instant instant() {
    return START.plusNanos(ticker());
  }
}
