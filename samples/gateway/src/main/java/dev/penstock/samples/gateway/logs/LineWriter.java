package dev.penstock.samples.gateway.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines on a thread of its own, as many at once as there are, so that no request waits for a
 * slow reader. If a reader stands still, lines are lost, and their number is told when it goes on.
 */
final class LineWriter implements AutoCloseable {
  /** How long lines gather after some were written, so that hardly any has to wake the thread. */
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

  /** Bytes that wait for the reader. */
  static final int MOST_WAITING = 8 * 1024 * 1024;

  private final OutputStream out;
  private final LongFunction<byte[]> loss;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private ByteArrayOutputStream waiting = new ByteArrayOutputStream(16 * 1024);
  private long lost;
  private boolean writing;
  private boolean asleep;
  private boolean closed;

  /**
   * Writes there.
   *
   * @param loss the line that tells how many were lost
   */
  LineWriter(OutputStream out, LongFunction<byte[]> loss) {
    this.out = out;
    this.loss = loss;
    thread = Thread.ofPlatform().name("log-writer").daemon().start(this::write);
  }

  /** Adds a line, which must be without its end. */
  void add(byte[] line) {
    lock.lock();
    try {
      if (closed || waiting.size() + line.length > MOST_WAITING) {
        lost++;
        return;
      }
      if (asleep) {
        changed.signalAll();
      }
      waiting.writeBytes(line);
      waiting.write('\n');
    } finally {
      lock.unlock();
    }
  }

  private void write() {
    ByteArrayOutputStream spare = new ByteArrayOutputStream(16 * 1024);
    try {
      for (ByteArrayOutputStream lines = take(spare); lines != null; lines = take(spare)) {
        try {
          lines.writeTo(out);
          out.flush();
        } catch (IOException e) {
          // There is nowhere to tell it.
        }
        lines.reset();
        spare = lines;
        LockSupport.parkNanos(this, PAUSE);
      }
    } catch (InterruptedException e) {
      // nobody does
    }
  }

  private @Nullable ByteArrayOutputStream take(ByteArrayOutputStream spare)
      throws InterruptedException {
    lock.lock();
    try {
      writing = false;
      changed.signalAll();
      while (waiting.size() == 0) {
        if (closed) {
          return null;
        }
        asleep = true;
        try {
          changed.await();
        } finally {
          asleep = false;
        }
      }
      ByteArrayOutputStream lines = waiting;
      if (lost > 0) {
        lines.writeBytes(loss.apply(lost));
        lines.write('\n');
        lost = 0;
      }
      waiting = spare;
      writing = true;
      return lines;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all that was added is written, for a bounded time. */
  void flush(Duration patience) {
    long left = patience.toNanos();
    lock.lock();
    try {
      while ((waiting.size() > 0 || writing) && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    flush(Duration.ofSeconds(2));
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    thread.interrupt();
  }
}
