package dev.penstock.classifier.learned;

/** The logistic function, the same on every machine. */
final class Sigmoid {
  private Sigmoid() {}

  static double of(double logOdds) {
    return 1 / (1 + StrictMath.exp(-logOdds));
  }

  static double inverse(double share) {
    return StrictMath.log(share / (1 - share));
  }
}
