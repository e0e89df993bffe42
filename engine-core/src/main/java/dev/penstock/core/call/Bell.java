package dev.penstock.core.call;

import dev.penstock.core.isolate.Alarm;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread wait for whichever of several streams has something first. */
final class Bell {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();

  void lock() {
    lock.lock();
  }

  void unlock() {
    lock.unlock();
  }

  /** Wakes all that wait; the lock must be held. */
  void ring() {
    rung.signalAll();
  }

  /** Waits, with the lock held, until it rings; false if the time was up before. */
  @SuppressWarnings("WaitNotInLoop") // the callers look again
  boolean await(long nanos) throws InterruptedException {
    if (nanos <= 0) {
      return false;
    }
    Alarm alarm = Alarm.in(nanos, this::timeIsUp);
    try {
      rung.await();
    } finally {
      alarm.cancel();
    }
    return !alarm.hasRung();
  }

  /** Waits, with the lock held, until it rings. */
  @SuppressWarnings("WaitNotInLoop") // the callers look again
  void await() throws InterruptedException {
    rung.await();
  }

  private void timeIsUp() {
    lock.lock();
    try {
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
