package dev.penstock.core.match;

/**
 * A point of a class's evidence: what giving every answer of at least this score would have led to.
 *
 * @param score the least score
 * @param hits the questions answered
 * @param wrong how many of them wrongly
 * @param spread the 90 % upper bound of the false share, as it differs from cluster to cluster, 0
 *     to 1
 */
public record Point(double score, long hits, long wrong, double spread) {
  /** Checks the components. */
  public Point {
    if (wrong < 0 || wrong > hits) {
      throw new IllegalArgumentException("wrong must be from 0 to hits, not " + wrong);
    }
    if (!(spread >= 0 && spread <= 1)) {
      throw new IllegalArgumentException("spread must be from 0 to 1, not " + spread);
    }
  }

  /** The 95 % upper bound of the false share, or the spread over clusters if that is more. */
  public double bound() {
    return Math.max(spread, ClopperPearson.upper(wrong, hits));
  }
}
