package dev.penstock.api.report;

import dev.penstock.api.money.Usd;

/**
 * What a cache did since it was opened.
 *
 * @param hits look-ups that found an answer
 * @param misses look-ups that found none
 * @param entries answers held now
 * @param saved what the hits had cost when they were answered
 */
public record CacheStatistics(long hits, long misses, long entries, Usd saved) {
  /** Nothing done. */
  public static final CacheStatistics NONE = new CacheStatistics(0, 0, 0, Usd.ZERO);

  /** Hits over look-ups, 0 to 1; 0 without look-ups. */
  public double hitRate() {
    long lookUps = hits + misses;
    return lookUps == 0 ? 0 : (double) hits / lookUps;
  }
}
