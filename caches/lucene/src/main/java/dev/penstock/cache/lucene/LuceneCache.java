package dev.penstock.cache.lucene;

import dev.penstock.api.report.CacheHits;
import dev.penstock.api.report.CacheStatistics;
import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.Neighbour;
import dev.penstock.spi.NonBlocking;
import dev.penstock.spi.SemanticCache;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The cache over a store: how long answers live, and what is counted. */
final class LuceneCache implements SemanticCache, NonBlocking {
  private final LuceneCacheSettings settings;
  private final Store store;
  private final InstantSource clock;
  private final Tallies tallies = new Tallies();
  private final AtomicBoolean closed = new AtomicBoolean();

  LuceneCache(LuceneCacheSettings settings, Store store, InstantSource clock) {
    this.settings = settings;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public @Nullable CachedAnswer find(CacheKey key) {
    Entry entry = store.find(key, true);
    if (entry == null) {
      tallies.miss();
      return null;
    }
    tallies.hit(CacheHits.Tier.EXACT, entry.answer());
    return entry.answer();
  }

  @Override
  public @Nullable CachedAnswer peek(CacheKey key) {
    Entry entry = store.find(key, false);
    return entry == null ? null : entry.answer();
  }

  @Override
  public List<Neighbour> nearest(CacheKey key, @Nullable Embedding embedding, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, not " + k);
    }
    return store.nearest(key, embedding, k);
  }

  @Override
  public void store(CacheKey key, CachedAnswer answer) {
    store(key, answer, null);
  }

  @Override
  public void store(CacheKey key, CachedAnswer answer, @Nullable Embedding embedding) {
    store.put(key, answer, embedding, expiry(answer));
  }

  @Override
  public boolean refresh(String entryId, CachedAnswer answer) {
    return store.refresh(entryId, answer, expiry(answer));
  }

  private long expiry(CachedAnswer answer) {
    double cut = settings.ttlJitter().fraction() * ThreadLocalRandom.current().nextDouble();
    long ttl = settings.ttl().toMillis();
    long expiry = clock.millis() + Math.max(1, ttl - (long) (ttl * cut));
    Instant own = answer.expiresAt();
    return own == null ? expiry : Math.min(expiry, own.toEpochMilli());
  }

  @Override
  public void recalled(CacheKey asked, Neighbour neighbour) {
    store.hit(neighbour.entryId());
    tallies.hit(CacheHits.Tier.SEMANTIC, neighbour.answer());
  }

  @Override
  public boolean forget(String entryId) {
    return store.forget(entryId);
  }

  @Override
  public long forget(Predicate<CachedAnswer> which) {
    return store.forget(which);
  }

  @Override
  public void veto(CacheKey asked, String entryId) {
    store.veto(asked.exact(), entryId);
  }

  @Override
  public CacheStatistics statistics() {
    return tallies.statistics(store.size());
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      Stores.release(store);
    }
  }
}
