package dev.penstock.provider.wire;

import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/** A call on the wire, which may be ended from outside by closing its connection. */
final class RunningCall {
  /** Why a call was ended. */
  enum End {
    TIMED_OUT,
    INTERRUPTED,
    CLOSED
  }

  private final Cancellable request;
  private volatile long deadline;
  private volatile @Nullable Thread waiting;
  private volatile @Nullable End end;

  RunningCall(Cancellable request, long deadline) {
    this.request = request;
    this.deadline = deadline;
  }

  /** Names the thread whose interrupt ends the call; null while no thread waits for it. */
  void waiting(@Nullable Thread thread) {
    waiting = thread;
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
  }

  void check(long now) {
    Thread thread = waiting;
    if (now - deadline >= 0) {
      end(End.TIMED_OUT);
    } else if (thread != null && thread.isInterrupted()) {
      end(End.INTERRUPTED);
    }
  }
}
