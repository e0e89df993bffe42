package dev.penstock.cache.lucene;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.lucene.store.Directory;

/**
 * Writes to the index, on a thread of its own. It is told ids only, and writes what the heap has
 * under them when it comes to them; so it never writes what is out of date, and what waits is
 * bounded. If the index fails, say for a full disk, the heap goes on with what is readable, and the
 * index is opened again later.
 */
final class Scribe {
  private static final System.Logger LOG = System.getLogger(Scribe.class.getName());
  private static final long REFRESH_EVERY = TimeUnit.SECONDS.toNanos(1);
  private static final long TIDY_EVERY = TimeUnit.MINUTES.toNanos(1);
  private static final long RETRY_EVERY = TimeUnit.SECONDS.toNanos(30);
  private static final int MOST_PENDING = 256;
  private static final int MOST_WAITING = 8_192;
  private static final long MOST_WAITING_BYTES = 64 << 20;
  private static final Duration SYNC_LIMIT = Duration.ofMinutes(2);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final Directory directory;
  private final Slots slots;
  private final Vetoes vetoes;
  private final InstantSource clock;
  private final Thread thread;
  private final WaitingIds entries = new WaitingIds();
  private final WaitingIds vetoIds = new WaitingIds();
  private final Queue<CountDownLatch> syncs = new ConcurrentLinkedQueue<>();
  private volatile OpenIndex index;
  private volatile Slots.Limits limits = new Slots.Limits(1, 1, 1);
  private volatile long commitEvery;
  private volatile boolean closing;

  // Of the thread only.
  private final List<Slot> written = new ArrayList<>();
  private boolean writable = true;
  private boolean uncommitted;
  private long refreshedAt = System.nanoTime();
  private long committedAt = refreshedAt;
  private long tidiedAt = refreshedAt;
  private long hitsKeptAt = refreshedAt;
  private long retriedAt = refreshedAt;

  Scribe(Directory directory, Slots slots, Vetoes vetoes, InstantSource clock, String instance)
      throws IOException {
    this.directory = directory;
    this.slots = slots;
    this.vetoes = vetoes;
    this.clock = clock;
    this.index = OpenIndex.open(directory);
    this.thread =
        Thread.ofPlatform().daemon().name("penstock-cache-" + instance).unstarted(this::run);
  }

  OpenIndex index() {
    return index;
  }

  void limit(Slots.Limits newLimits, Duration newCommitEvery) {
    limits = newLimits;
    commitEvery = newCommitEvery.toNanos();
  }

  /** Fills the heap from the index; returns the highest version there is. */
  long load() throws IOException {
    long now = clock.millis();
    long[] highest = new long[1];
    boolean complete = false;
    try {
      index.each(
          (entry, hits) -> {
            highest[0] = Math.max(highest[0], entry.version());
            slots.put(new Slot(entry, hits, now, null));
          },
          vetoes::add);
      complete = true;
      return highest[0];
    } finally {
      if (!complete) {
        abandon();
        index.closeSearches();
      }
    }
  }

  void start() {
    thread.start();
  }

  /** Whether there is no room for another entry to wait. */
  boolean isFull() {
    return entries.size() >= MOST_WAITING || slots.pendingBytes() >= MOST_WAITING_BYTES;
  }

  void writeEntry(String id) {
    entries.add(id);
    LockSupport.unpark(thread);
  }

  void writeVeto(String id) {
    vetoIds.add(id);
    LockSupport.unpark(thread);
  }

  void sync() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    syncs.add(done);
    LockSupport.unpark(thread);
    if (!done.await(SYNC_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the cache's thread does not answer");
    }
  }

  void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      if (!thread.join(CLOSE_LIMIT)) {
        LOG.log(System.Logger.Level.WARNING, "the cache in {0} is still being closed", directory);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean last = false;
    while (!last) {
      last = closing;
      List<CountDownLatch> waiting = new ArrayList<>();
      for (CountDownLatch sync = syncs.poll(); sync != null; sync = syncs.poll()) {
        waiting.add(sync);
      }
      turn(last || !waiting.isEmpty());
      waiting.forEach(CountDownLatch::countDown);
      if (!closing && syncs.isEmpty() && (entries.isEmpty() || !writable)) {
        LockSupport.parkNanos(this, pause());
      }
    }
    closeIndex();
  }

  private void turn(boolean everything) {
    try {
      if (!writable && (everything || isDue(retriedAt, RETRY_EVERY))) {
        reopen();
      }
      tidy(everything);
      if (writable) {
        write();
        if (everything || isDue(hitsKeptAt, TIDY_EVERY)) {
          hitsKeptAt = System.nanoTime();
          writeHits();
        }
        if (everything || written.size() >= MOST_PENDING || isDue(refreshedAt, REFRESH_EVERY)) {
          refresh();
        }
        if (uncommitted && (everything || isDue(committedAt, commitEvery))) {
          index.commit();
          uncommitted = false;
          committedAt = System.nanoTime();
        }
      }
    } catch (IOException | RuntimeException | Error e) {
      suspend(e);
    }
  }

  private long pause() {
    long pause = Math.min(TIDY_EVERY, writable ? TIDY_EVERY : RETRY_EVERY);
    if (!written.isEmpty()) {
      pause = Math.min(pause, REFRESH_EVERY - (System.nanoTime() - refreshedAt));
    }
    if (uncommitted) {
      pause = Math.min(pause, commitEvery - (System.nanoTime() - committedAt));
    }
    return Math.max(1, pause);
  }

  private static boolean isDue(long since, long every) {
    return System.nanoTime() - since >= every;
  }

  /** Removes what has expired, and what is worth least if there is too much. */
  private void tidy(boolean everything) {
    long now = clock.millis();
    if (everything || isDue(tidiedAt, TIDY_EVERY)) {
      tidiedAt = System.nanoTime();
      slots.expired(now).forEach(this::remove);
    }
    slots.surplus(limits, now).forEach(this::remove);
  }

  private void remove(Slot slot) {
    if (slots.remove(slot)) {
      entries.add(slot.id());
    }
  }

  private void write() throws IOException {
    for (int left = entries.size(); left > 0; left--) {
      String id = entries.poll();
      if (id == null) {
        break;
      }
      writeNow(id);
      if (written.size() >= 2 * MOST_PENDING) {
        refresh();
      }
    }
    for (String id = vetoIds.poll(); id != null; id = vetoIds.poll()) {
      uncommitted = true;
      Vetoes.Veto veto = Vetoes.Veto.parse(id);
      if (veto != null && vetoes.contains(id)) {
        index.update(Documents.vetoTerm(id), Documents.of(veto));
      } else {
        index.delete(Documents.vetoTerm(id));
      }
    }
  }

  private void writeNow(String id) throws IOException {
    Slot slot = slots.get(id);
    Slot.Pending pending = slot == null ? null : slot.pending();
    try {
      if (slot == null) {
        index.delete(Documents.entryTerm(id));
        uncommitted = true;
      } else if (pending != null) {
        uncommitted = true;
        long hits = slot.hits();
        index.update(Documents.entryTerm(id), Documents.of(pending, hits));
        slot.kept(hits);
        written.add(slot);
      }
    } catch (IllegalArgumentException e) {
      // Of this entry only: the index takes no such term or vector.
      LOG.log(System.Logger.Level.WARNING, "an entry cannot be kept", e);
      if (slot != null) {
        remove(slot);
      }
    } catch (IOException | RuntimeException | Error e) {
      entries.add(id);
      throw e;
    }
  }

  /** Keeps how often entries were given: what saved most must not be evicted after a restart. */
  private void writeHits() throws IOException {
    for (Slot slot : slots.all()) {
      if (slot.isBehind()) {
        long hits = slot.hits();
        index.hits(slot.id(), hits);
        slot.kept(hits);
        uncommitted = true;
      }
    }
  }

  private void refresh() throws IOException {
    if (!written.isEmpty()) {
      index.refresh();
      written.forEach(slots::shown);
      written.clear();
    }
    refreshedAt = System.nanoTime();
  }

  private void suspend(Throwable e) {
    LOG.log(
        System.Logger.Level.WARNING,
        "the cache in %s cannot be written; it keeps what can be read, and tries again in %d s: %s"
            .formatted(directory, TimeUnit.NANOSECONDS.toSeconds(RETRY_EVERY), e));
    writable = false;
    retriedAt = System.nanoTime();
    written.forEach(slot -> entries.add(slot.id()));
    written.clear();
    abandon();
  }

  private void abandon() {
    try {
      index.abandon();
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "the index could not be rolled back", e);
    }
  }

  /** Opens the index anew and joins it with the heap: the heap decides what there is. */
  private void reopen() throws IOException {
    retriedAt = System.nanoTime();
    OpenIndex opened = OpenIndex.open(directory);
    Map<String, Long> there = new HashMap<>();
    boolean complete = false;
    try {
      opened.each((entry, hits) -> there.put(entry.id(), entry.version()), veto -> {});
      complete = true;
    } finally {
      if (!complete) {
        opened.abandon();
        opened.closeSearches();
      }
    }
    for (Slot slot : slots.all()) {
      Long version = there.remove(slot.id());
      if (slot.pending() != null) {
        entries.add(slot.id());
      } else if (version == null || version != slot.version()) {
        remove(slot);
      }
    }
    there.keySet().forEach(entries::add);
    vetoes.all().forEach(veto -> vetoIds.add(veto.id()));
    OpenIndex old = index;
    index = opened;
    writable = true;
    uncommitted = true;
    old.closeSearches();
    LOG.log(System.Logger.Level.INFO, "the cache in {0} can be written again", directory);
  }

  private void closeIndex() {
    try {
      if (writable) {
        index.close();
      } else {
        index.closeSearches();
      }
      directory.close();
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "the cache in " + directory + " did not close", e);
      abandon();
    }
  }
}
