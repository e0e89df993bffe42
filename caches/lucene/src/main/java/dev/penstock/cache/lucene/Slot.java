package dev.penstock.cache.lucene;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What the heap knows of an entry. What has no slot is not found, whatever the index holds: a slot
 * goes at once, a document when the writer comes to it.
 */
final class Slot {
  private final String id;
  private final String partition;
  private final long version;
  private final long expiresAt;
  private final long bytes;
  private final long costNanos;
  private final AtomicLong hits;
  private volatile long kept;
  private volatile long usedAt;
  private volatile @Nullable Pending pending;

  /**
   * What is known of an entry.
   *
   * @param hits how often it was given so far, as the index has it
   */
  Slot(Entry entry, long hits, long now, @Nullable Pending pending) {
    this.id = entry.id();
    this.partition = entry.key().partition();
    this.version = entry.version();
    this.expiresAt = entry.expiresAt();
    this.bytes = entry.bytes();
    this.costNanos = entry.answer().cost().nanos();
    this.hits = new AtomicLong(hits);
    this.kept = hits;
    this.usedAt = now;
    this.pending = pending;
  }

  /**
   * An entry that the index does not show yet.
   *
   * @param unit its vector in length 1, or null
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Pending(Entry entry, float @Nullable [] unit) {}

  String id() {
    return id;
  }

  String partition() {
    return partition;
  }

  long version() {
    return version;
  }

  long bytes() {
    return bytes;
  }

  boolean isExpired(long now) {
    return expiresAt <= now;
  }

  @Nullable Pending pending() {
    return pending;
  }

  /** The index shows the entry now. */
  void shown() {
    pending = null;
  }

  long hits() {
    return hits.get();
  }

  /** The index has this number of hits now. */
  void kept(long number) {
    kept = number;
  }

  /** Whether the index shows the entry, with fewer hits than there were. */
  boolean isBehind() {
    return pending == null && kept != hits.get();
  }

  /** It takes the place of another, which was worth as much. */
  void follow(Slot old) {
    hits.addAndGet(old.hits());
  }

  void hit(long now) {
    hits.incrementAndGet();
    usedAt = now;
  }

  /** What it saved, counting one hit to come, halved for each half-life without one. */
  double worth(long now, long halfLife) {
    double age = Math.max(0, now - usedAt) / (double) halfLife;
    return (1.0 + hits.get()) * (1.0 + costNanos) * Math.pow(2, -age);
  }
}
