package dev.penstock.core.recall;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/** Counts what is done in each hour of the clock. Thread-safe. */
final class HourlyQuota {
  private static final long HOUR = Duration.ofHours(1).toSeconds();

  private final ReentrantLock lock = new ReentrantLock();
  private final InstantSource clock;
  private long hour = Long.MIN_VALUE;
  private long taken;

  HourlyQuota(InstantSource clock) {
    this.clock = clock;
  }

  /** Takes one, unless so many were taken in this hour. */
  boolean take(long most) {
    lock.lock();
    try {
      long now = Math.floorDiv(clock.instant().getEpochSecond(), HOUR);
      if (now != hour) {
        hour = now;
        taken = 0;
      }
      if (taken >= most) {
        return false;
      }
      taken++;
      return true;
    } finally {
      lock.unlock();
    }
  }
}
