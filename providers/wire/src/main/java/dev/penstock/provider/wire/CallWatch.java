package dev.penstock.provider.wire;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Ends calls that run out of time or whose thread was interrupted: one thread that looks at all of
 * them every few milliseconds, so that a call costs an entry in a set and no timer.
 */
final class CallWatch implements AutoCloseable {
  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int IDLE_TICKS = 50;

  private final Set<RunningCall> calls = ConcurrentHashMap.newKeySet();
  private final LongSupplier ticker;
  private final Thread thread;
  private volatile boolean idle;
  private volatile boolean closed;

  CallWatch(String instance, LongSupplier ticker) {
    this.ticker = ticker;
    thread = Thread.ofPlatform().daemon().name("penstock-watch-" + instance).start(this::watch);
  }

  void add(RunningCall call) {
    calls.add(call);
    if (idle) {
      LockSupport.unpark(thread);
    }
    if (closed) {
      call.end(RunningCall.End.CLOSED);
    }
  }

  void remove(RunningCall call) {
    calls.remove(call);
  }

  /** Ends all calls and the thread. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    calls.forEach(call -> call.end(RunningCall.End.CLOSED));
  }

  private void watch() {
    int empty = 0;
    while (!closed) {
      empty = calls.isEmpty() ? empty + 1 : 0;
      if (empty > IDLE_TICKS) {
        idle = true;
        if (calls.isEmpty() && !closed) {
          LockSupport.park(this);
        }
        idle = false;
        empty = 0;
      } else {
        LockSupport.parkNanos(this, TICK);
      }
      long now = ticker.getAsLong();
      calls.forEach(call -> call.check(now));
    }
  }
}
