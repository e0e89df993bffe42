package dev.penstock.classifier.examples;

/**
 * A multinomial logistic regression from vectors to intents. It sees the direction of a vector from
 * the mean of those it was trained on: what all questions of a desk have in common says nothing.
 */
final class Head {
  /** The length that directions get, and the penalty of the weights' squares that goes with it. */
  static final double LENGTH = 4;

  static final double PENALTY = 0.3;

  private final double[] mean;
  private final double[][] weights;
  private final double[] bias;

  /**
   * A trained head.
   *
   * @param weights for each number of a vector, one per intent
   */
  Head(double[] mean, double[][] weights, double[] bias) {
    this.mean = mean;
    this.weights = weights;
    this.bias = bias;
  }

  /** The share of each intent; they sum to 1. */
  double[] shares(float[] unit) {
    double[] shares = bias.clone();
    scores(direction(unit, mean), weights, shares);
    toShares(shares);
    return shares;
  }

  /** Where a vector lies from the mean. */
  static double[] direction(float[] unit, double[] mean) {
    double[] direction = new double[unit.length];
    double square = 0;
    for (int i = 0; i < unit.length; i++) {
      direction[i] = unit[i] - mean[i];
      square += direction[i] * direction[i];
    }
    double factor = square > 0 ? LENGTH / Math.sqrt(square) : 0;
    for (int i = 0; i < unit.length; i++) {
      direction[i] *= factor;
    }
    return direction;
  }

  /** Adds to the scores; each number in turn for all intents, which the JVM does many at once. */
  static void scores(double[] direction, double[][] weights, double[] scores) {
    for (int i = 0; i < direction.length; i++) {
      double factor = direction[i];
      double[] row = weights[i];
      for (int intent = 0; intent < scores.length; intent++) {
        scores[intent] += factor * row[intent];
      }
    }
  }

  /** Makes shares of scores; returns the logarithm of the sum of their powers. */
  static double toShares(double[] scores) {
    double most = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      most = Math.max(most, score);
    }
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = StrictMath.exp(scores[i] - most);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sum;
    }
    return most + StrictMath.log(sum);
  }

  /** How many rows can be learned from, none if not even one per intent. */
  static int affordableRows(int rows, int intents, int dimensions) {
    long most = HeadTraining.MOST_WORK / ((long) intents * dimensions);
    return most < intents ? 0 : (int) Math.min(rows, most);
  }
}
