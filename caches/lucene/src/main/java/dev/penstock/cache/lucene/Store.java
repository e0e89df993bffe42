package dev.penstock.cache.lucene;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.Neighbour;
import dev.penstock.spi.PluginContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * Entries in an index. The heap knows which there are; the index keeps their text and vectors, and
 * is written by one thread of its own.
 */
final class Store {
  /** No model writes more; a larger answer is an accident. */
  static final long LARGEST_ENTRY = 8 << 20;

  private static final long HOT_BYTES = 32 << 20;

  private final @Nullable Path folder;
  private final InstantSource clock;
  private final Slots slots = new Slots();
  private final Vetoes vetoes = new Vetoes();
  private final AtomicLong versions = new AtomicLong();
  private final Cache<String, Entry> hot =
      Caffeine.newBuilder()
          .maximumWeight(HOT_BYTES)
          .weigher((String id, Entry entry) -> (int) entry.bytes())
          .executor(Runnable::run)
          .build();
  private final Scribe scribe;

  private Store(
      Directory directory,
      @Nullable Path folder,
      LuceneCacheSettings settings,
      PluginContext context)
      throws IOException {
    this.folder = folder;
    this.clock = context.clock();
    scribe = new Scribe(directory, slots, vetoes, clock, context.instance());
    limit(settings);
    versions.set(scribe.load());
  }

  /** A store with what the directory holds. */
  static Store start(
      Directory directory,
      @Nullable Path folder,
      LuceneCacheSettings settings,
      PluginContext context)
      throws IOException {
    Store store = new Store(directory, folder, settings, context);
    store.scribe.start();
    return store;
  }

  @Nullable Path folder() {
    return folder;
  }

  /** Keeps the limits of these settings from now on. */
  void limit(LuceneCacheSettings settings) {
    scribe.limit(Slots.Limits.of(settings), settings.commitEvery());
  }

  /** The entry of that key, or null; counted for what it is worth if it is used. */
  @Nullable Entry find(CacheKey key, boolean used) {
    long now = clock.millis();
    while (true) {
      Slot slot = slots.get(key.exact());
      if (slot == null || !slot.partition().equals(key.partition())) {
        return null;
      }
      if (slot.isExpired(now)) {
        remove(slot);
        return null;
      }
      Entry entry = read(slot);
      if (entry != null) {
        if (used) {
          slot.hit(now);
        }
        return entry;
      }
      if (slots.get(key.exact()) == slot) {
        remove(slot);
        return null;
      }
    }
  }

  /** Null if the slot was replaced meanwhile, or the index has lost its entry. */
  private @Nullable Entry read(Slot slot) {
    Slot.Pending pending = slot.pending();
    if (pending != null) {
      return pending.entry();
    }
    Entry entry = hot.getIfPresent(slot.id());
    if (entry == null || entry.version() != slot.version()) {
      try {
        entry = scribe.index().read(slot.id(), slot.version());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (entry != null) {
        hot.put(slot.id(), entry);
      }
    }
    return entry;
  }

  /** Stores an entry, or drops the one it would replace if there is no room to write it. */
  void put(CacheKey key, CachedAnswer answer, @Nullable Embedding embedding, long expiresAt) {
    VectorSpace space = VectorSpace.of(embedding);
    if (space.dimensions() > WideVectorsFormat.MOST_DIMENSIONS) {
      throw new IllegalArgumentException(
          "the model %s gives vectors of %d numbers, expected at most %d"
              .formatted(space.model(), space.dimensions(), WideVectorsFormat.MOST_DIMENSIONS));
    }
    float[] unit = embedding == null ? null : Vectors.unit(embedding.vector());
    put(key, answer, space, unit, expiresAt);
  }

  private void put(
      CacheKey key,
      CachedAnswer answer,
      VectorSpace space,
      float @Nullable [] unit,
      long expiresAt) {
    long now = clock.millis();
    Entry entry = new Entry(key, answer, space, versions.incrementAndGet(), expiresAt);
    if (entry.bytes() > LARGEST_ENTRY || entry.isExpired(now) || scribe.isFull()) {
      forget(key.exact());
      return;
    }
    slots.put(new Slot(entry, 0, now, new Slot.Pending(entry, unit)));
    hot.put(entry.id(), entry);
    scribe.writeEntry(entry.id());
  }

  /** Puts another answer in place of an entry's; false if there is no such entry. */
  boolean refresh(String id, CachedAnswer answer, long expiresAt) {
    Slot slot = slots.get(id);
    if (slot == null || slot.isExpired(clock.millis())) {
      return false;
    }
    Slot.Pending pending = slot.pending();
    Entry entry = read(slot);
    if (entry == null) {
      return false;
    }
    try {
      float[] unit = pending != null ? pending.unit() : scribe.index().vector(entry);
      VectorSpace space = unit == null ? VectorSpace.NONE : entry.space();
      put(entry.key(), answer, space, unit, expiresAt);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Neighbour> nearest(CacheKey key, @Nullable Embedding embedding, int k) {
    Nearest nearest = new Nearest(key, embedding, slots, vetoes.of(key.exact()), clock.millis());
    nearest.addPending(k);
    try {
      nearest.addIndexed(scribe.index(), k);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return nearest.best(k);
  }

  void hit(String id) {
    Slot slot = slots.get(id);
    if (slot != null) {
      slot.hit(clock.millis());
    }
  }

  boolean forget(String id) {
    Slot slot = slots.get(id);
    return slot != null && remove(slot);
  }

  long forget(Predicate<CachedAnswer> which) {
    long forgotten = 0;
    for (Slot slot : new ArrayList<>(slots.all())) {
      Entry entry = read(slot);
      if (entry != null && which.test(entry.answer()) && remove(slot)) {
        forgotten++;
      }
    }
    return forgotten;
  }

  private boolean remove(Slot slot) {
    boolean removed = slots.remove(slot);
    if (removed) {
      hot.invalidate(slot.id());
      scribe.writeEntry(slot.id());
    }
    return removed;
  }

  void veto(String asked, String id) {
    if (asked.equals(id)) {
      forget(id);
      return;
    }
    Vetoes.Veto veto = new Vetoes.Veto(asked, id);
    Vetoes.Veto oldest = vetoes.add(veto);
    scribe.writeVeto(veto.id());
    if (oldest != null) {
      scribe.writeVeto(oldest.id());
    }
  }

  /** How many entries there are that have not expired. */
  long size() {
    slots.expired(clock.millis()).forEach(this::remove);
    return slots.size();
  }

  /** Returns when all that was done before is written and committed; for tests. */
  void sync() throws InterruptedException {
    scribe.sync();
  }

  void close() {
    scribe.close();
  }
}
