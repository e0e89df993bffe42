package dev.penstock.core.limit;

import dev.penstock.api.policy.ConcurrencySpec;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many calls of a provider instance run at once, and how many may. Beside the policy's limit
 * there is one that the provider teaches: additive increase, multiplicative decrease, by rate
 * limits alone and never by latency, which says little where answers differ in length. It begins
 * with the first rate limit and is forgotten when there was none for a while.
 */
public final class Concurrency {
  private static final long QUIET = Duration.ofMinutes(5).toNanos();
  private static final long BETWEEN_CUTS = Duration.ofSeconds(1).toNanos();
  private static final int NONE = Integer.MAX_VALUE;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();
  private final ConcurrencySpec spec;
  private final LongSupplier ticker;
  private int inFlight;
  private volatile int taught = NONE;
  private long lastCut;
  private long lastLimited;
  private int answersWhenFull;

  /** No call runs, and nothing was taught. */
  public Concurrency(ConcurrencySpec spec, LongSupplier ticker) {
    this.spec = spec;
    this.ticker = ticker;
  }

  /** Whether it was made for the same setting. */
  public boolean isFor(ConcurrencySpec other) {
    return spec.equals(other);
  }

  /** How long a request may wait for a place. */
  public Duration maxWait() {
    Duration wait = spec.maxWait();
    return wait == null ? Duration.ZERO : wait;
  }

  /** Takes a place, if there is one within so long; a place that was taken must be left. */
  public boolean enter(Duration atMost) throws InterruptedException {
    lock.lock();
    boolean entered = false;
    try {
      long nanos = atMost.toNanos();
      while (inFlight >= most() && nanos > 0) {
        nanos = left.awaitNanos(nanos);
      }
      entered = inFlight < most();
      if (entered) {
        inFlight++;
      }
      return entered;
    } finally {
      // a waiter that gives up must not take the signal for a free place with it
      if (!entered && inFlight < most()) {
        left.signal();
      }
      lock.unlock();
    }
  }

  /** Leaves a place. */
  public void leave() {
    lock.lock();
    try {
      inFlight--;
      left.signal();
    } finally {
      lock.unlock();
    }
  }

  /** A call was answered; to be told before its place is left. */
  public void answered() {
    lock.lock();
    try {
      int most = taught();
      if (most == NONE || inFlight < most) {
        return;
      }
      answersWhenFull++;
      if (answersWhenFull >= most) {
        answersWhenFull = 0;
        taught = most + 1;
        left.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * A call was refused for its rate; to be told before its place is left. Calls that began before
   * the last cut tell of the time before it, so that a burst of refusals cuts once.
   *
   * @param started when the call began, on the ticker
   */
  public void limited(long started) {
    lock.lock();
    try {
      long now = ticker.getAsLong();
      int before = taught();
      lastLimited = now;
      if (before == NONE) {
        before = Math.min(inFlight, most());
      } else if (started - lastCut <= 0 || now - lastCut < BETWEEN_CUTS) {
        return;
      }
      taught = Math.max(1, (int) (before * 9L / 10));
      lastCut = now;
      answersWhenFull = 0;
    } finally {
      lock.unlock();
    }
  }

  /** How many calls run. */
  public int inFlight() {
    lock.lock();
    try {
      return inFlight;
    } finally {
      lock.unlock();
    }
  }

  /** How many may run at once, or null for no limit. */
  public @Nullable Integer limit() {
    lock.lock();
    try {
      int most = most();
      return most == NONE ? null : most;
    } finally {
      lock.unlock();
    }
  }

  /** Why no further call may begin now, or null if one may. */
  public @Nullable String full() {
    if (spec.max() == null && taught == NONE) {
      return null; // the usual case, which every request asks for
    }
    lock.lock();
    try {
      int most = most();
      if (inFlight < most) {
        return null;
      }
      return inFlight
          + " calls of the provider run and "
          + most
          + " may at once"
          + (most == taught ? ", as its rate limits have taught" : "");
    } finally {
      lock.unlock();
    }
  }

  private int most() {
    Integer max = spec.max();
    return Math.min(max == null ? NONE : max, taught());
  }

  private int taught() {
    if (taught != NONE && ticker.getAsLong() - lastLimited >= QUIET) {
      taught = NONE;
    }
    return taught;
  }
}
