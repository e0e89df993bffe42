package dev.penstock.classifier.examples;

import java.util.List;

/**
 * Turns the share of the chosen tier into the chance that it is right, as Platt does: a logistic
 * curve over the share's logarithm of odds, with his targets, which are never 0 or 1. Few cases
 * bend it little.
 *
 * @param offset where the curve stands
 * @param slope how steep it is, 0 or more
 */
record Calibration(double offset, double slope) {
  private static final double LEAST_SHARE = 0.001;
  private static final double STIFFNESS = 1;
  private static final int STEPS = 50;

  /** A fit to cases; without any, shares are taken as they are. */
  static Calibration of(List<CrossFit.Case> cases) {
    double[] odds = cases.stream().mapToDouble(each -> odds(each.share())).toArray();
    long hits = cases.stream().filter(CrossFit.Case::right).count();
    double ofRight = (hits + 1.0) / (hits + 2.0);
    double ofWrong = 1.0 / (cases.size() - hits + 2.0);
    double[] targets =
        cases.stream().mapToDouble(each -> each.right() ? ofRight : ofWrong).toArray();
    Calibration fit = fit(odds, targets, true);
    return fit.slope() >= 0 ? fit : fit(odds, targets, false);
  }

  /** Newton's method; the sum is convex, and each step is taken only as far as it helps. */
  private static Calibration fit(double[] odds, double[] targets, boolean sloped) {
    Calibration at = new Calibration(0, sloped ? 1 : 0);
    double loss = at.loss(odds, targets);
    for (int step = 0; step < STEPS; step++) {
      double slopeA = STIFFNESS * at.offset;
      double slopeB = STIFFNESS * (at.slope - 1);
      double bendA = STIFFNESS;
      double bendAb = 0;
      double bendB = STIFFNESS;
      for (int i = 0; i < odds.length; i++) {
        double chance = logistic(at.offset + at.slope * odds[i]);
        double error = chance - targets[i];
        double bend = chance * (1 - chance);
        slopeA += error;
        slopeB += error * odds[i];
        bendA += bend;
        bendAb += bend * odds[i];
        bendB += bend * odds[i] * odds[i];
      }
      double a =
          sloped ? (bendB * slopeA - bendAb * slopeB) / det(bendA, bendAb, bendB) : slopeA / bendA;
      double b = sloped ? (bendA * slopeB - bendAb * slopeA) / det(bendA, bendAb, bendB) : 0;
      double far = 1;
      Calibration next = new Calibration(at.offset - a, at.slope - b);
      double its = next.loss(odds, targets);
      while (its > loss && far > 1e-6) {
        far /= 2;
        next = new Calibration(at.offset - far * a, at.slope - far * b);
        its = next.loss(odds, targets);
      }
      if (!(its < loss)) {
        return at;
      }
      at = next;
      loss = its;
    }
    return at;
  }

  private static double det(double a, double ab, double b) {
    return a * b - ab * ab;
  }

  private double loss(double[] odds, double[] targets) {
    double loss = STIFFNESS / 2 * (offset * offset + (slope - 1) * (slope - 1));
    for (int i = 0; i < odds.length; i++) {
      double score = offset + slope * odds[i];
      loss += Math.max(score, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(score)));
      loss -= targets[i] * score;
    }
    return loss;
  }

  /** The chance that a tier of that share is right, 0 to 1. */
  double chance(double share) {
    return logistic(offset + slope * odds(share));
  }

  private static double odds(double share) {
    double inside = Math.clamp(share, LEAST_SHARE, 1 - LEAST_SHARE);
    return StrictMath.log(inside / (1 - inside));
  }

  private static double logistic(double score) {
    return 1 / (1 + StrictMath.exp(-score));
  }
}
