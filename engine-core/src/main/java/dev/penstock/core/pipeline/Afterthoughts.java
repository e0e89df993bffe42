package dev.penstock.core.pipeline;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done for requests after their answers, on threads of its own. Only a few run at once;
 * more are dropped rather than kept waiting. Closing interrupts them, which settles their calls.
 */
public final class Afterthoughts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Afterthoughts.class);
  private static final int AT_ONCE = 4;
  private static final Duration TO_SETTLE = Duration.ofSeconds(2);

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Thread> running = new HashSet<>();
  private boolean closed;

  /** Starts a thought, unless enough are running. */
  void start(Runnable thought) {
    lock.lock();
    try {
      if (!closed && running.size() < AT_ONCE) {
        Thread thread =
            Thread.ofVirtual().name("penstock-afterthought").unstarted(() -> run(thought));
        running.add(thread);
        thread.start();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run(Runnable thought) {
    try {
      thought.run();
    } catch (RuntimeException e) {
      LOG.warn("a check of the cache failed; no request is concerned", e);
    } finally {
      lock.lock();
      try {
        running.remove(Thread.currentThread());
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public void close() {
    List<Thread> left;
    lock.lock();
    try {
      closed = true;
      left = List.copyOf(running);
    } finally {
      lock.unlock();
    }
    left.forEach(Thread::interrupt);
    long end = System.nanoTime() + TO_SETTLE.toNanos();
    boolean interrupted = false;
    for (Thread thread : left) {
      try {
        var unused = thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
