package dev.penstock.provider.simulated;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Waits by a ticker that may be a test's. It looks at the ticker again and again, soon at first and
 * then less often, because nobody tells it when a test moves the time on.
 */
final class Pause {
  private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(20);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition over = lock.newCondition();
  private final LongSupplier ticker;
  private boolean ended;

  Pause(LongSupplier ticker) {
    this.ticker = ticker;
  }

  /** Waits until the ticker shows that time; false if {@link #end()} came first. */
  boolean until(long deadline) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long slice = SHORTEST;
      while (!ended) {
        long left = deadline - ticker.getAsLong();
        if (left <= 0) {
          return true;
        }
        long unused = over.awaitNanos(Math.min(left, slice));
        slice = Math.min(2 * slice, LONGEST);
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the pause of another thread, and all later ones. */
  void end() {
    lock.lock();
    try {
      ended = true;
      over.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
