package dev.penstock.core.match;

/**
 * Bounds of a share by Clopper and Pearson (Biometrika 26, 1934), which hold for every sample size.
 */
public final class ClopperPearson {
  private static final double ONE_SIDED = 0.05;

  private ClopperPearson() {}

  /** The 95 % upper bound of the share of which {@code count} of {@code all} were seen. */
  public static double upper(long count, long all) {
    check(count, all);
    return count == all ? 1 : root(count, all);
  }

  /** The 95 % lower bound. */
  public static double lower(long count, long all) {
    return 1 - upper(all - count, all);
  }

  private static void check(long count, long all) {
    if (count < 0 || count > all) {
      throw new IllegalArgumentException(count + " of " + all + " is no share");
    }
  }

  /** The share at which so few are seen once in twenty times. */
  private static double root(long count, long all) {
    double low = (double) count / all;
    double high = 1;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (atMost(count, all, middle) > ONE_SIDED) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The probability of at most {@code count} successes; summed from the largest term down. */
  private static double atMost(long count, long all, double share) {
    if (share >= 1) {
      return 0;
    }
    double odds = (1 - share) / share;
    double largest = Math.exp(logTerm(count, all, share));
    double term = 1;
    double sum = 0;
    for (long i = count; i >= 0 && term > 1e-17; i--) {
      sum += term;
      term *= odds * i / (all - i + 1.0);
    }
    return largest * sum;
  }

  private static double logTerm(long count, long all, double share) {
    return logFactorial(all)
        - logFactorial(count)
        - logFactorial(all - count)
        + count * Math.log(share)
        + (all - count) * Math.log1p(-share);
  }

  /** By Stirling's series above a few, whose error is below 1e-10 there. */
  private static double logFactorial(long n) {
    if (n < 16) {
      double product = 1;
      for (long i = 2; i <= n; i++) {
        product *= i;
      }
      return Math.log(product);
    }
    double x = n;
    return x * Math.log(x)
        - x
        + Math.log(2 * Math.PI * x) / 2
        + 1 / (12 * x)
        - 1 / (360 * x * x * x)
        + 1 / (1260 * Math.pow(x, 5));
  }
}
