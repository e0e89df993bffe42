package dev.penstock.core.isolate;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends a wait whose time is up. One thread looks at all of them every few milliseconds, so that a
 * wait costs an entry in a set: a timed wait of a virtual thread wakes another thread to set its
 * timer, and again to cancel it, which is more than most requests cost otherwise.
 */
public final class Alarm {
  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long FURTHEST = Long.MAX_VALUE / 2;
  private static final int IDLE_TICKS = 100;

  private static final Set<Alarm> ALARMS = ConcurrentHashMap.newKeySet();
  private static final AtomicBoolean WATCHED = new AtomicBoolean();

  private final long at;
  private final Runnable action;
  private volatile boolean rung;

  private Alarm(long at, Runnable action) {
    this.at = at;
    this.action = action;
  }

  /**
   * Runs the action once if it is not cancelled within so long, and up to a tick later than that.
   *
   * @param action must not wait, nor throw
   */
  public static Alarm in(long nanos, Runnable action) {
    Alarm alarm = new Alarm(System.nanoTime() + Math.min(nanos, FURTHEST), action);
    ALARMS.add(alarm);
    if (!WATCHED.get() && WATCHED.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("penstock-alarms").start(Alarm::watch);
    }
    return alarm;
  }

  /** It does not begin to ring any more. */
  public void cancel() {
    ALARMS.remove(this);
  }

  /** Whether its time was up before it was cancelled. */
  public boolean hasRung() {
    return rung;
  }

  private void look(long now) {
    if (now - at >= 0 && ALARMS.remove(this)) {
      rung = true;
      action.run();
    }
  }

  /** Goes on until nobody has waited for a while; the next wait begins anew. */
  private static void watch() {
    int empty = 0;
    while (empty < IDLE_TICKS || !isLeft()) {
      LockSupport.parkNanos(ALARMS, TICK);
      long now = System.nanoTime();
      ALARMS.forEach(alarm -> alarm.look(now));
      empty = ALARMS.isEmpty() ? empty + 1 : 0;
    }
  }

  private static boolean isLeft() {
    WATCHED.set(false);
    return ALARMS.isEmpty() || !WATCHED.compareAndSet(false, true);
  }
}
