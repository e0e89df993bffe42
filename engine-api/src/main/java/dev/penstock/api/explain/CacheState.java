package dev.penstock.api.explain;

/** What became of the cache look-up. */
public enum CacheState {
  /** The very same question was answered before. */
  HIT_EXACT,
  /** A question with the same meaning was answered before. */
  HIT_SEMANTIC,
  /** Nothing was found. */
  MISS,
  /** No cache, or not for this request. */
  OFF
}
