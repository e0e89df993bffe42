package dev.penstock.cache.lucene;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The entries there are, by id. */
final class Slots {
  /** How much is evicted at once, so that entries are not sorted for each that is stored. */
  private static final double SPARE = 0.05;

  private final ConcurrentHashMap<String, Slot> byId = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Slot> pending = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong pendingBytes = new AtomicLong();

  @Nullable Slot get(String id) {
    return byId.get(id);
  }

  Collection<Slot> all() {
    return byId.values();
  }

  /** Those that the index does not show yet. */
  Collection<Slot> pending() {
    return pending.values();
  }

  int size() {
    return byId.size();
  }

  int pendingSize() {
    return pending.size();
  }

  long pendingBytes() {
    return pendingBytes.get();
  }

  /** Puts a slot in place of the one of the same id. */
  void put(Slot slot) {
    byId.compute(
        slot.id(),
        (id, old) -> {
          if (old != null) {
            gone(old);
            slot.follow(old);
          }
          bytes.addAndGet(slot.bytes());
          if (slot.pending() != null) {
            pending.put(id, slot);
            pendingBytes.addAndGet(slot.bytes());
          }
          return slot;
        });
  }

  /** Removes this very slot; false if it is not there any more. */
  boolean remove(Slot slot) {
    boolean[] removed = new boolean[1];
    byId.computeIfPresent(
        slot.id(),
        (id, present) -> {
          if (present != slot) {
            return present;
          }
          gone(slot);
          removed[0] = true;
          return null;
        });
    return removed[0];
  }

  /** The index shows the entry that was pending. */
  void shown(Slot slot) {
    byId.computeIfPresent(
        slot.id(),
        (id, present) -> {
          if (present == slot && slot.pending() != null) {
            pending.remove(id);
            pendingBytes.addAndGet(-slot.bytes());
            slot.shown();
          }
          return present;
        });
  }

  private void gone(Slot slot) {
    bytes.addAndGet(-slot.bytes());
    if (slot.pending() != null) {
      pending.remove(slot.id());
      pendingBytes.addAndGet(-slot.bytes());
    }
  }

  List<Slot> expired(long now) {
    return byId.values().stream().filter(slot -> slot.isExpired(now)).toList();
  }

  /** Those of least worth that have to go for the others to keep the limits, and some more. */
  List<Slot> surplus(Limits limits, long now) {
    if (byId.size() <= limits.entries() && bytes.get() <= limits.bytes()) {
      return List.of();
    }
    long entriesOver = byId.size() - spared(limits.entries());
    long bytesOver = bytes.get() - spared(limits.bytes());
    List<Ranked> ranked = new ArrayList<>();
    byId.values().forEach(slot -> ranked.add(new Ranked(slot, slot.worth(now, limits.halfLife()))));
    ranked.sort(Comparator.comparingDouble(Ranked::worth));
    List<Slot> surplus = new ArrayList<>();
    for (Ranked next : ranked) {
      if (entriesOver <= 0 && bytesOver <= 0) {
        break;
      }
      surplus.add(next.slot());
      entriesOver--;
      bytesOver -= next.slot().bytes();
    }
    return surplus;
  }

  private static long spared(long limit) {
    return limit - (long) (limit * SPARE);
  }

  private record Ranked(Slot slot, double worth) {}

  /**
   * How much may be kept.
   *
   * @param halfLife after how many milliseconds without a hit an entry is worth half
   */
  record Limits(long entries, long bytes, long halfLife) {
    static Limits of(LuceneCacheSettings settings) {
      Long most = settings.maxBytes();
      return new Limits(
          settings.maxEntries(),
          most == null ? Long.MAX_VALUE : most,
          Math.max(1, settings.ttl().toMillis() / 4));
    }
  }
}
