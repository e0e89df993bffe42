package dev.penstock.core.model;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a provider has shown of its limits: until when it wants to be left alone, and how many of
 * its recent calls were repeats. Shared by all models of the provider.
 */
public final class Traffic {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int SECONDS = 10;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** Repeats may be one in so many calls. */
  private static final long REPEATS_PER_CALLS = 5;

  private final ReentrantLock lock = new ReentrantLock();
  private final LongSupplier ticker;
  private final long[] calls = new long[SECONDS];
  private final long[] repeats = new long[SECONDS];
  private long second;
  private long limitedUntil;
  private boolean limited;

  Traffic(LongSupplier ticker) {
    this.ticker = ticker;
    this.second = Math.floorDiv(ticker.getAsLong(), NANOS_PER_SECOND);
  }

  /** The provider asked to be left alone for so long, or did not say for how long. */
  public void limit(@Nullable Duration retryAfter) {
    Duration wait = retryAfter == null ? unsaid() : clamped(retryAfter);
    lock.lock();
    try {
      long until = ticker.getAsLong() + wait.toNanos();
      if (!limited || until - limitedUntil > 0) {
        limited = true;
        limitedUntil = until;
      }
    } finally {
      lock.unlock();
    }
  }

  private static Duration unsaid() {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(1_000, 2_000));
  }

  private static Duration clamped(Duration wait) {
    if (wait.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  /** How long it still wants to be left alone; zero if it does not. */
  public Duration limitedFor() {
    lock.lock();
    try {
      long left = limited ? limitedUntil - ticker.getAsLong() : 0;
      limited = left > 0;
      return limited ? Duration.ofNanos(left) : Duration.ZERO;
    } finally {
      lock.unlock();
    }
  }

  /** A call that is no repeat. */
  public void called() {
    lock.lock();
    try {
      calls[slot()]++;
    } finally {
      lock.unlock();
    }
  }

  /** Takes a repeat, if it is the first in 10 s or they stay within a fifth of all calls. */
  public boolean tryRepeat() {
    lock.lock();
    try {
      int now = slot();
      long repeated = sum(repeats);
      if (repeated > 0 && (repeated + 1) * REPEATS_PER_CALLS > sum(calls)) {
        return false;
      }
      repeats[now]++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private int slot() {
    long now = Math.floorDiv(ticker.getAsLong(), NANOS_PER_SECOND);
    for (long passed = Math.max(second + 1, now - SECONDS + 1); passed <= now; passed++) {
      calls[Math.floorMod(passed, SECONDS)] = 0;
      repeats[Math.floorMod(passed, SECONDS)] = 0;
    }
    second = Math.max(second, now);
    return Math.floorMod(now, SECONDS);
  }

  private static long sum(long[] perSecond) {
    long sum = 0;
    for (long count : perSecond) {
      sum += count;
    }
    return sum;
  }
}
