package dev.penstock.api.report;

import dev.penstock.api.money.Usd;
import java.util.List;

/**
 * What a cache did since it was opened.
 *
 * @param hits look-ups that found an answer
 * @param misses look-ups that found none
 * @param entries answers held now
 * @param saved what the hits had cost when they were answered
 * @param byCategory the hits by the tier of the cache and the category of the question, exact ones
 *     first, by name; empty if the cache does not tell them apart
 * @param classes what was found out about answers to similar questions, by class; a cache leaves it
 *     empty, the engine fills it in
 */
public record CacheStatistics(
    long hits,
    long misses,
    long entries,
    Usd saved,
    List<CacheHits> byCategory,
    List<CacheClass> classes) {
  /** Nothing done. */
  public static final CacheStatistics NONE = new CacheStatistics(0, 0, 0, Usd.ZERO);

  /** Copies the lines. */
  public CacheStatistics {
    byCategory = List.copyOf(byCategory);
    classes = List.copyOf(classes);
  }

  /** Statistics of a cache that does not tell its hits apart. */
  public CacheStatistics(long hits, long misses, long entries, Usd saved) {
    this(hits, misses, entries, saved, List.of());
  }

  /** Statistics of a cache, which knows nothing of classes. */
  public CacheStatistics(
      long hits, long misses, long entries, Usd saved, List<CacheHits> byCategory) {
    this(hits, misses, entries, saved, byCategory, List.of());
  }

  /** The same with what was found out about classes of questions. */
  public CacheStatistics withClasses(List<CacheClass> values) {
    return new CacheStatistics(hits, misses, entries, saved, byCategory, values);
  }

  /** Hits over look-ups, 0 to 1; 0 without look-ups. */
  public double hitRate() {
    long lookUps = hits + misses;
    return lookUps == 0 ? 0 : (double) hits / lookUps;
  }
}
