package dev.penstock.provider.wire;

import java.util.concurrent.Future;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/** A call on the wire, which may be ended from outside by closing its connection. */
final class RunningCall {
  /** Why a call was ended. */
  enum End {
    TIMED_OUT,
    SILENT,
    INTERRUPTED,
    CLOSED
  }

  private static final long NOT_READING = Long.MIN_VALUE;

  private final Cancellable request;
  private final long longestSilence;
  private volatile long deadline;
  private volatile @Nullable Thread waiting;
  private volatile @Nullable End end;
  private volatile @Nullable Future<?> lookup;
  private volatile long readingSince = NOT_READING;

  RunningCall(Cancellable request, long deadline, long longestSilence) {
    this.request = request;
    this.deadline = deadline;
    this.longestSilence = longestSilence;
  }

  /** Bytes of the body are waited for since then. */
  void reading(long now) {
    readingSince = now == NOT_READING ? NOT_READING + 1 : now;
  }

  /** Nothing is waited for: there were bytes, or nobody reads. */
  void notReading() {
    readingSince = NOT_READING;
  }

  /** Names the thread whose interrupt ends the call; null while no thread waits for it. */
  void waiting(@Nullable Thread thread) {
    waiting = thread;
  }

  /** It waits for something that closing its connection would not end. */
  void waitsFor(Future<?> task) {
    lookup = task;
    if (end != null) {
      task.cancel(true);
    }
  }

  /** Moves the deadline closer. */
  void endBy(long earlier) {
    deadline = earlier - deadline < 0 ? earlier : deadline;
  }

  @Nullable End end() {
    return end;
  }

  /** Closes the connection if the call still has one; only the first reason counts. */
  void end(End why) {
    if (end == null) {
      end = why;
    }
    request.cancel();
    Future<?> task = lookup;
    if (task != null) {
      task.cancel(true);
    }
  }

  void check(long now) {
    Thread thread = waiting;
    long since = readingSince;
    if (now - deadline >= 0) {
      end(End.TIMED_OUT);
    } else if (since != NOT_READING && now - since >= longestSilence) {
      end(End.SILENT);
    } else if (thread != null && thread.isInterrupted()) {
      end(End.INTERRUPTED);
    }
  }
}
