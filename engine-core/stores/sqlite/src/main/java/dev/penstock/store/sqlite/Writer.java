package dev.penstock.store.sqlite;

import dev.penstock.spi.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The one thread that writes. It writes whatever has come while it wrote before, and commits that
 * at once, so that many wait for one write to the disk.
 */
final class Writer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Writer.class.getName());
  private static final int QUEUE = 65_536;
  private static final int BATCH = 1_024;
  private static final int MOST_UNWRITTEN = 65_536;
  private static final long IDLE_MILLIS = 1_000;
  private static final long RETRY_MILLIS = 50;

  private final Path file;
  private final Tables tables;
  private final Runnable between;
  private final BlockingQueue<Job> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Thread thread;

  /** What could not be written yet, in order; only the thread sees it. */
  private final List<Job> unwritten = new ArrayList<>();

  private volatile boolean closed;
  private volatile boolean failing;

  Writer(Path file, Tables tables, Runnable between) {
    this.file = file;
    this.tables = tables;
    this.between = between;
    this.thread = Thread.ofPlatform().daemon().name("penstock-ledger").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Hands a job in; waits only if the disk is far behind. */
  <J extends Job> J add(J job) {
    if (closed) {
      job.failed(new StoreException("the ledger " + file + " is closed"));
      return job;
    }
    boolean interrupted = false;
    while (true) {
      try {
        queue.put(job);
        break;
      } catch (InterruptedException e) {
        interrupted = true; // money that was spent is recorded even so
      }
    }
    if (closed && !thread.isAlive() && queue.remove(job)) {
      job.failed(new StoreException("the ledger " + file + " is closed"));
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return job;
  }

  /** Hands a row in that may be lost; null if the disk is far behind or fails. */
  Job.@Nullable Append offer(Job.Append job) {
    return !closed && !failing && queue.offer(job) ? job : null;
  }

  private void run() {
    while (!closed || !queue.isEmpty()) {
      try {
        List<Job> batch = next();
        if (!batch.isEmpty()) {
          write(batch);
        }
        if (!failing) {
          between.run();
        }
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "the ledger's writer met a mistake of its own", e);
      }
    }
    end();
  }

  private List<Job> next() {
    List<Job> batch = new ArrayList<>();
    try {
      Job first =
          queue.poll(unwritten.isEmpty() ? IDLE_MILLIS : RETRY_MILLIS, TimeUnit.MILLISECONDS);
      if (first != null) {
        batch.add(first);
        queue.drainTo(batch, BATCH - 1);
      }
    } catch (InterruptedException e) {
      closed = true;
    }
    if (!unwritten.isEmpty()) {
      unwritten.addAll(batch);
      batch = new ArrayList<>(unwritten);
      unwritten.clear();
    }
    return batch;
  }

  private void write(List<Job> batch) {
    Exception failure = tryWrite(batch);
    if (failure == null) {
      failing = false;
      batch.forEach(Job::done);
    } else if (!isOfOneRow(failure)) {
      failing(batch, failure);
    } else if (batch.size() > 1) {
      // one of them cannot be written; the others can
      batch.forEach(job -> write(List.of(job)));
    } else {
      LOG.log(System.Logger.Level.ERROR, "a row of the ledger cannot be written", failure);
      batch.getFirst().failed(new StoreException("the row cannot be written", failure));
    }
  }

  private @Nullable Exception tryWrite(List<Job> batch) {
    try {
      for (Job job : batch) {
        tables.write(job);
      }
      tables.commit();
      return null;
    } catch (SQLException | RuntimeException e) {
      try {
        tables.rollback();
      } catch (SQLException again) {
        e.addSuppressed(again);
      }
      return e;
    }
  }

  /** Holds are refused, so that nothing more is spent; what was spent waits for the disk. */
  private void failing(List<Job> batch, Exception failure) {
    StoreException told =
        new StoreException(
            "the ledger "
                + file
                + " cannot be written, and calls that cannot be recorded are not made: "
                + failure.getMessage()
                + "; make room on its disk, or check the disk",
            failure);
    if (!failing) {
      failing = true;
      LOG.log(System.Logger.Level.ERROR, told.getMessage(), failure);
    }
    for (Job job : batch) {
      switch (job) {
        case Job.Keep keep -> keep.failed(told);
        case Job.Barrier barrier -> barrier.failed(told);
        case Job.Append append when unwritten.size() >= MOST_UNWRITTEN -> append.failed(told);
        case Job.Append append -> unwritten.add(append);
        case Job.End end -> unwritten.add(end);
      }
    }
  }

  /** Whether a row is to blame; it is for ever. All else is the disk's, and may pass. */
  private static boolean isOfOneRow(Exception failure) {
    if (!(failure instanceof SQLiteException own)) {
      return failure instanceof RuntimeException;
    }
    return switch (SQLiteErrorCode.getErrorCode(own.getResultCode().code & 0xff)) {
      case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG, SQLITE_RANGE -> true;
      default -> false;
    };
  }

  private void end() {
    if (!unwritten.isEmpty()) {
      List<Job> last = new ArrayList<>(unwritten);
      unwritten.clear();
      write(last);
    }
    if (!unwritten.isEmpty()) {
      LOG.log(
          System.Logger.Level.ERROR,
          "{0} rows could not be written to {1}; calls among them are posted as lost when it is"
              + " opened next",
          unwritten.size(),
          file);
      StoreException lost = new StoreException("the ledger " + file + " was closed before");
      unwritten.forEach(job -> job.failed(lost));
    }
  }

  /** Writes what has come, then stops. */
  @Override
  public void close() {
    closed = true;
    var unused = queue.offer(new Job.Barrier()); // wakes it; a full queue does so as well
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    for (Job late = queue.poll(); late != null; late = queue.poll()) {
      late.failed(new StoreException("the ledger " + file + " is closed"));
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
