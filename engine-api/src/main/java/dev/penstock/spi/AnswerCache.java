package dev.penstock.spi;

import dev.penstock.api.report.CacheStatistics;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers answers. Called from many threads at once. It finds an entry only under the very key it
 * was stored under; what else a cache may recall is an ability of its own, such as {@link
 * SemanticCache}. An answer is not found any more from when it expires.
 */
public interface AnswerCache extends AutoCloseable {
  /** The answer stored under the key, or null; counts a hit or a miss. */
  @Nullable CachedAnswer find(CacheKey key);

  /** As {@link #find}, but counts nothing and keeps nothing alive. */
  @Nullable CachedAnswer peek(CacheKey key);

  /** Stores an answer, in place of the one under the key if there is one. */
  void store(CacheKey key, CachedAnswer answer);

  /** Forgets the entries whose answer matches; returns how many. */
  long forget(Predicate<CachedAnswer> which);

  /** Hits, misses, entries and the cost saved so far. */
  CacheStatistics statistics();

  /** Called once, when the policy that uses it is gone. */
  @Override
  void close();
}
