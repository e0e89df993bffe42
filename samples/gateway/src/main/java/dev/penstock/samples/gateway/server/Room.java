package dev.penstock.samples.gateway.server;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets connections in as long as the process may open more files. One that could not be accepted
 * for want of a descriptor would end Helidon's listener for good. For one thread, which accepts.
 */
final class Room {
  private static final System.Logger LOG = System.getLogger(Room.class.getName());
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LOG_AGAIN = TimeUnit.MINUTES.toNanos(1);
  private static final long LEAST_SPARE = 32;
  private static final long MOST_SPARE = 1024;

  private final Descriptors descriptors;
  private final Runnable makeSome;
  private final long limit;
  private final long spare;
  private long left;
  private boolean told;
  private long toldAt;
  private volatile boolean closed;

  /**
   * Room in a process.
   *
   * @param makeSome closes what nobody needs, because there is none left
   */
  Room(Descriptors descriptors, Runnable makeSome) {
    this.descriptors = descriptors;
    this.makeSome = makeSome;
    limit = descriptors.limit();
    spare = Math.clamp(limit / 4, LEAST_SPARE, MOST_SPARE);
  }

  /** Says so if so many connections will never fit. */
  void check(int connections) {
    if (connections > limit - spare) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} connections are allowed, but the process may open only {1} files (ulimit -n):"
              + " idle connections will be closed when these run out",
          String.valueOf(connections),
          String.valueOf(limit));
    }
  }

  /** Waits until there is room for another connection after this one. */
  void enter() {
    while (left == 0 && !closed && !Thread.currentThread().isInterrupted()) {
      // Calls to providers open some as well before this is counted anew.
      left = Math.max(0, (limit - descriptors.open() - spare) / 2);
      if (left == 0) {
        tell();
        makeSome.run();
        LockSupport.parkNanos(PAUSE);
      }
    }
    left = Math.max(0, left - 1);
  }

  private void tell() {
    long now = System.nanoTime();
    if (!told || now - toldAt > LOG_AGAIN) {
      told = true;
      toldAt = now;
      LOG.log(
          System.Logger.Level.WARNING,
          "nearly all of the {0} files that the process may open (ulimit -n) are open: idle"
              + " connections are closed, and new ones wait",
          String.valueOf(limit));
    }
  }

  /** Nobody is kept waiting any more. */
  void close() {
    closed = true;
  }
}
