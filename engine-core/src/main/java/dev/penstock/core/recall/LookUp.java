package dev.penstock.core.recall;

import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;

/** The outcome of asking the cache. */
public sealed interface LookUp {
  /** No cache, or not for this request. */
  record Off(String reason) implements LookUp {}

  /** Nothing was found; an answer may be stored under the key. */
  record Miss(CacheKey key) implements LookUp {}

  /** The same question was answered before. */
  record Hit(CacheKey key, CachedAnswer answer) implements LookUp {}
}
