package dev.penstock.core.evaluate;

import dev.penstock.core.match.Match;

/**
 * A question asked of a cache, by every method at once.
 *
 * @param cluster what it is about; a question that nothing answers is about nothing but itself
 * @param known whether its answer is in the cache
 * @param exact whether the same normalised question is there, and its answer right
 * @param words the nearest by words alone
 * @param nearest the nearest by similarity
 * @param match what guards and votes found
 * @param matched whether that is right
 */
record Trial(
    String cluster,
    boolean known,
    Found exact,
    Found words,
    Found nearest,
    Match match,
    boolean matched) {
  /** What a method found: how near, and whether it is right. */
  record Found(double score, boolean right) {}
}
