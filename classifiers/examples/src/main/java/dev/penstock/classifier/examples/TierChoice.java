package dev.penstock.classifier.examples;

/**
 * Chooses the tier whose mistakes cost least. Too hard a tier costs 1, too easy a one costs 1 and
 * half as much again for each tier left out: a complex question answered as a simple one is worst.
 */
final class TierChoice {
  private static final double EACH_FURTHER = 0.5;

  private TierChoice() {}

  /** The tier, of those that have a share; the harder one if two cost the same. */
  static int of(double[] shares) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int tier = 0; tier < shares.length; tier++) {
      double cost = cost(tier, shares);
      if (shares[tier] > 0 && cost <= least) {
        best = tier;
        least = cost;
      }
    }
    return best;
  }

  private static double cost(int tier, double[] shares) {
    double cost = 0;
    for (int truth = 0; truth < shares.length; truth++) {
      if (truth < tier) {
        cost += shares[truth];
      } else if (truth > tier) {
        cost += shares[truth] * (1 + EACH_FURTHER * (truth - tier - 1));
      }
    }
    return cost;
  }
}
