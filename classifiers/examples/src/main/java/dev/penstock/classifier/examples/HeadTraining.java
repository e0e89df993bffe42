package dev.penstock.classifier.examples;

import java.util.Arrays;

/**
 * Trains a {@link Head}: the gradient of all rows with Nesterov's momentum, from zero weights, in a
 * fixed order of sums, so that it always ends in the same numbers. The steps are as long as the
 * curvature at the start allows, and are halved whenever the loss has risen. Few suffice: what the
 * loss still loses after them does not make the head any better on other questions.
 */
final class HeadTraining {
  /** Rows times intents times numbers, beyond which a training would take more than seconds. */
  static final long MOST_WORK = 100_000_000;

  private static final int STEPS = 15;
  private static final int POWER_STEPS = 20;
  private static final int MOST_HALVINGS = 40;

  private final double[][] directions;
  private final int[] intentOf;
  private final int intents;
  private final double[] mean;

  private HeadTraining(double[][] directions, int[] intentOf, int intents, double[] mean) {
    this.directions = directions;
    this.intentOf = intentOf;
    this.intents = intents;
    this.mean = mean;
  }

  /**
   * Trains a head.
   *
   * @param units the vectors of all utterances
   * @param rows the utterances to learn from, at least one
   */
  static Head train(float[][] units, int[] rows, Utterances utterances) {
    double[] mean = mean(units, rows);
    double[][] directions = new double[rows.length][];
    int[] intentOf = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      directions[i] = Head.direction(units[rows[i]], mean);
      intentOf[i] = utterances.intentOf(rows[i]);
    }
    return new HeadTraining(directions, intentOf, utterances.intentCount(), mean).run();
  }

  private static double[] mean(float[][] units, int[] rows) {
    double[] mean = new double[units[0].length];
    for (int row : rows) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += units[row][i];
      }
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= rows.length;
    }
    return mean;
  }

  private Head run() {
    Point reached = new Point(mean.length, intents);
    Point ahead = reached;
    Point good = reached;
    Point slope = new Point(mean.length, intents);
    double curvature = steepest() / Math.max(2, intents) + Head.PENALTY;
    double before = Double.POSITIVE_INFINITY;
    double momentum = 1;
    int steps = 0;
    int halvings = 0;
    while (steps < STEPS) {
      double loss = slope(ahead, slope);
      if (loss > before && halvings < MOST_HALVINGS) {
        reached = good;
        ahead = good;
        curvature *= 2;
        momentum = 1;
        before = Double.POSITIVE_INFINITY;
        halvings++;
      } else {
        before = loss;
        good = ahead;
        Point next = ahead.minus(slope, 1 / curvature);
        double more = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
        ahead = next.beyond(reached, (momentum - 1) / more);
        reached = next;
        momentum = more;
        steps++;
      }
    }
    if (slope(reached, slope) > before) {
      reached = good;
    }
    return new Head(mean, reached.weights, reached.bias);
  }

  /** The loss at a point, and its gradient there. */
  private double slope(Point at, Point slope) {
    double loss = 0;
    for (int i = 0; i < mean.length; i++) {
      for (int intent = 0; intent < intents; intent++) {
        double weight = at.weights[i][intent];
        slope.weights[i][intent] = Head.PENALTY * weight;
        loss += Head.PENALTY / 2 * weight * weight;
      }
    }
    Arrays.fill(slope.bias, 0);
    for (int row = 0; row < directions.length; row++) {
      double[] direction = directions[row];
      double[] shares = at.bias.clone();
      Head.scores(direction, at.weights, shares);
      double own = shares[intentOf[row]];
      loss += Head.toShares(shares) - own;
      shares[intentOf[row]] -= 1;
      for (int intent = 0; intent < intents; intent++) {
        slope.bias[intent] += shares[intent];
      }
      for (int i = 0; i < direction.length; i++) {
        double factor = direction[i];
        double[] its = slope.weights[i];
        for (int intent = 0; intent < intents; intent++) {
          its[intent] += factor * shares[intent];
        }
      }
    }
    return loss;
  }

  /** The sum of squares along the direction in which rows differ most, by the power method. */
  private double steepest() {
    double[] along = new double[mean.length];
    Arrays.fill(along, 1 / Math.sqrt(along.length));
    double steepest = 0;
    for (int step = 0; step < POWER_STEPS; step++) {
      double[] next = new double[along.length];
      for (double[] direction : directions) {
        double dot = 0;
        for (int i = 0; i < along.length; i++) {
          dot += direction[i] * along[i];
        }
        for (int i = 0; i < along.length; i++) {
          next[i] += dot * direction[i];
        }
      }
      double square = 0;
      for (double number : next) {
        square += number * number;
      }
      steepest = Math.sqrt(square);
      if (!(steepest > 0)) {
        return 0;
      }
      for (int i = 0; i < along.length; i++) {
        along[i] = next[i] / steepest;
      }
    }
    return steepest;
  }

  /** Weights and biases, or what is to be taken from them. */
  private static final class Point {
    final double[][] weights;
    final double[] bias;

    Point(int numbers, int intents) {
      this(new double[numbers][intents], new double[intents]);
    }

    private Point(double[][] weights, double[] bias) {
      this.weights = weights;
      this.bias = bias;
    }

    /** This point less so much of another. */
    Point minus(Point other, double factor) {
      Point made = new Point(weights.length, bias.length);
      for (int i = 0; i < weights.length; i++) {
        less(weights[i], other.weights[i], factor, made.weights[i]);
      }
      less(bias, other.bias, factor, made.bias);
      return made;
    }

    /** This point and so much of the way that led here from another. */
    Point beyond(Point other, double factor) {
      Point made = new Point(weights.length, bias.length);
      for (int i = 0; i < weights.length; i++) {
        further(weights[i], other.weights[i], factor, made.weights[i]);
      }
      further(bias, other.bias, factor, made.bias);
      return made;
    }

    private static void less(double[] from, double[] other, double factor, double[] into) {
      for (int i = 0; i < from.length; i++) {
        into[i] = from[i] - factor * other[i];
      }
    }

    private static void further(double[] from, double[] other, double factor, double[] into) {
      for (int i = 0; i < from.length; i++) {
        into[i] = from[i] + factor * (from[i] - other[i]);
      }
    }
  }
}
