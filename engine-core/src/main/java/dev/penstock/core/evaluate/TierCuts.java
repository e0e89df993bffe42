package dev.penstock.core.evaluate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Finds thresholds that spread questions over tiers as is wanted. Questions of one difficulty stay
 * together, so that the spread is the nearest that can be had.
 */
final class TierCuts {
  private static final int MOST_DIGITS = 17;

  private final int tiers;
  private final int[] fixed;
  private final double[] falling;

  /**
   * Questions.
   *
   * @param tiers how many there are
   * @param fixed the tier of each question that another classifier decides, or -1
   * @param difficulty that of each question; not looked at where the tier is fixed
   */
  TierCuts(int tiers, int[] fixed, double[] difficulty) {
    this.tiers = tiers;
    this.fixed = fixed.clone();
    double[] rising = new double[difficulty.length];
    int free = 0;
    for (int i = 0; i < fixed.length; i++) {
      if (fixed[i] < 0) {
        rising[free++] = difficulty[i];
      }
    }
    Arrays.sort(rising, 0, free);
    falling = new double[free];
    for (int i = 0; i < free; i++) {
      falling[i] = rising[free - 1 - i];
    }
  }

  /** The least difficulty of each tier; that of the easiest is 0. */
  double[] thresholds(TierShares wanted) {
    double[] thresholds = new double[tiers];
    int most = falling.length;
    for (int tier = 1; tier < tiers; tier++) {
      int least = tier;
      long decided = Arrays.stream(fixed).filter(one -> one >= least).count();
      long left = Math.round(wanted.atLeast()[tier] * fixed.length) - decided;
      most = Math.clamp(left, 0, most);
      thresholds[tier] = Math.max(thresholds[tier - 1], threshold(nearest(most)));
    }
    return thresholds;
  }

  /** The nearest number of the hardest questions that a threshold can tell from the rest. */
  private int nearest(int count) {
    for (int off = 0; ; off++) {
      if (count - off >= 0 && isCut(count - off)) {
        return count - off;
      }
      if (count + off <= falling.length && isCut(count + off)) {
        return count + off;
      }
    }
  }

  private boolean isCut(int count) {
    if (count == falling.length) {
      return true;
    }
    return count == 0 ? falling[0] < 1 : falling[count] < falling[count - 1];
  }

  private double threshold(int count) {
    if (count == falling.length) {
      return 0;
    }
    return count == 0 ? 1 : between(falling[count], falling[count - 1]);
  }

  /** The shortest decimal near the middle that is above the one and at most the other. */
  private static double between(double low, double high) {
    BigDecimal middle = BigDecimal.valueOf(low + (high - low) / 2);
    for (int digits = 2; digits < MOST_DIGITS; digits++) {
      double rounded = middle.round(new MathContext(digits, RoundingMode.HALF_EVEN)).doubleValue();
      if (rounded > low && rounded <= high) {
        return rounded;
      }
    }
    return high;
  }

  /** The tier of each question under thresholds. */
  int[] tiers(double[] thresholds, double[] difficulty) {
    int[] given = fixed.clone();
    for (int i = 0; i < given.length; i++) {
      for (int tier = tiers - 1; given[i] < 0; tier--) {
        if (tier == 0 || difficulty[i] >= thresholds[tier]) {
          given[i] = tier;
        }
      }
    }
    return given;
  }
}
