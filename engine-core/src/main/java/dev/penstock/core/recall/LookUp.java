package dev.penstock.core.recall;

import dev.penstock.api.explain.CacheState;
import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;
import org.jspecify.annotations.Nullable;

/** The outcome of asking the cache. */
public sealed interface LookUp {
  /** No cache, or not for this request. */
  record Off(String reason) implements LookUp {}

  /**
   * Nothing was found; an answer may be stored under the key.
   *
   * @param similar what came of similar questions, or null if those were not looked for
   */
  record Miss(CacheKey key, @Nullable Similar similar) implements LookUp {}

  /**
   * The question was answered before.
   *
   * @param similar what spoke for the answer to a similar question, or null for the same question
   */
  record Hit(CacheKey key, CachedAnswer answer, @Nullable Similar similar) implements LookUp {
    /** How it was found. */
    public CacheState state() {
      return similar == null ? CacheState.HIT_EXACT : CacheState.HIT_SEMANTIC;
    }
  }
}
