package dev.penstock.core.evaluate;

/**
 * What routing was worth on questions whose tiers are known. Each question counts as often as it
 * was drawn.
 */
final class TierFigures {
  private final int tiers;
  private final int[] due;
  private final int[] given;

  /**
   * Figures of a set.
   *
   * @param tiers how many there are
   * @param due the tier of each question, 0 for the easiest
   * @param given the tier that it was given
   */
  TierFigures(int tiers, int[] due, int[] given) {
    this.tiers = tiers;
    this.due = due.clone();
    this.given = given.clone();
  }

  /** How many questions of a tier were given which: rows are what was due. */
  long[][] confusion(int[] times) {
    long[][] counts = new long[tiers][tiers];
    for (int i = 0; i < due.length; i++) {
      counts[due[i]][given[i]] += times[i];
    }
    return counts;
  }

  /** The share that was given the tier that was due. */
  double accuracy(int[] times) {
    return share(times, 0, 0);
  }

  /** The share that was given an easier tier than was due. */
  double under(int[] times) {
    return share(times, Integer.MIN_VALUE, -1);
  }

  /** The share that was given a harder tier than was due. */
  double over(int[] times) {
    return share(times, 1, Integer.MAX_VALUE);
  }

  private double share(int[] times, int from, int to) {
    long all = 0;
    long such = 0;
    for (int i = 0; i < due.length; i++) {
      int step = given[i] - due[i];
      all += times[i];
      such += step >= from && step <= to ? times[i] : 0;
    }
    return (double) such / all;
  }

  /** Of the questions of the hardest tier the share that was given the easiest; NaN of none. */
  double hardestToEasiest(int[] times) {
    long[] hardest = confusion(times)[tiers - 1];
    long all = 0;
    for (long count : hardest) {
      all += count;
    }
    return all == 0 ? Double.NaN : (double) hardest[0] / all;
  }

  /**
   * The mean over the tiers of F1, the harmonic mean of precision and recall; over those tiers that
   * were due or given at all.
   */
  double macroF1(int[] times) {
    long[][] counts = confusion(times);
    double sum = 0;
    int seen = 0;
    for (int tier = 0; tier < tiers; tier++) {
      long wasDue = 0;
      long wasGiven = 0;
      for (int other = 0; other < tiers; other++) {
        wasDue += counts[tier][other];
        wasGiven += counts[other][tier];
      }
      if (wasDue + wasGiven > 0) {
        seen++;
        sum += 2.0 * counts[tier][tier] / (wasDue + wasGiven);
      }
    }
    return sum / seen;
  }
}
