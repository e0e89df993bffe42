package dev.penstock.cache.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.penstock.api.money.Usd;
import dev.penstock.api.report.CacheStatistics;
import dev.penstock.spi.AnswerCache;
import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;
import dev.penstock.spi.NonBlocking;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Answers by the text of their exact key, evicted by Caffeine; only the key's hash is kept. */
final class MemoryCache implements AnswerCache, NonBlocking {
  private final Cache<String, CachedAnswer> answers;
  private final Footprint footprint;
  private final InstantSource clock;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder savedNanos = new LongAdder();

  MemoryCache(MemoryCacheSettings settings, InstantSource clock, LongSupplier ticker) {
    this.clock = clock;
    footprint = Footprint.of(settings);
    answers =
        Caffeine.newBuilder()
            .maximumWeight(footprint.capacity())
            .weigher((String key, CachedAnswer answer) -> footprint.weigh(answer))
            .expireAfterWrite(settings.ttl())
            .ticker(ticker::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public @Nullable CachedAnswer find(CacheKey key) {
    CachedAnswer answer = answers.getIfPresent(key.exact());
    if (answer != null && isExpired(answer)) {
      answers.asMap().remove(key.exact(), answer);
      answer = null;
    }
    if (answer == null) {
      misses.increment();
    } else {
      hits.increment();
      savedNanos.add(answer.cost().nanos());
    }
    return answer;
  }

  @Override
  public @Nullable CachedAnswer peek(CacheKey key) {
    CachedAnswer answer = answers.policy().getIfPresentQuietly(key.exact());
    return answer == null || isExpired(answer) ? null : answer;
  }

  /** By its own time; the cache's life of answers is Caffeine's matter. */
  private boolean isExpired(CachedAnswer answer) {
    Instant expiresAt = answer.expiresAt();
    return expiresAt != null && !clock.instant().isBefore(expiresAt);
  }

  @Override
  public void store(CacheKey key, CachedAnswer answer) {
    if (footprint.fits(answer)) {
      answers.put(key.exact(), answer);
    } else {
      answers.invalidate(key.exact());
    }
  }

  @Override
  public long forget(Predicate<CachedAnswer> which) {
    long forgotten = 0;
    for (Map.Entry<String, CachedAnswer> entry : answers.asMap().entrySet()) {
      if (which.test(entry.getValue())
          && answers.asMap().remove(entry.getKey(), entry.getValue())) {
        forgotten++;
      }
    }
    return forgotten;
  }

  @Override
  public CacheStatistics statistics() {
    answers.cleanUp();
    return new CacheStatistics(
        hits.sum(), misses.sum(), answers.estimatedSize(), Usd.ofNanos(savedNanos.sum()));
  }

  @Override
  public void close() {
    answers.invalidateAll();
  }
}
