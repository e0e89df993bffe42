package dev.penstock.classifier.learned;

/** Weighted sums over rows, their targets and products: all that a ridge regression needs. */
final class Sums {
  private final double[] x;
  private final double[] xy;

  /** The lower triangle. */
  private final double[][] xx;

  private double y;
  private double weight;

  Sums(int columns) {
    x = new double[columns];
    xy = new double[columns];
    xx = new double[columns][];
    for (int i = 0; i < columns; i++) {
      xx[i] = new double[i + 1];
    }
  }

  double weight() {
    return weight;
  }

  double meanTarget() {
    return y / weight;
  }

  void add(double[] row, double target, double itsWeight) {
    weight += itsWeight;
    y += itsWeight * target;
    for (int i = 0; i < x.length; i++) {
      double weighed = itsWeight * row[i];
      if (weighed == 0) {
        continue;
      }
      x[i] += weighed;
      xy[i] += weighed * target;
      double[] products = xx[i];
      for (int j = 0; j <= i; j++) {
        products[j] += weighed * row[j];
      }
    }
  }

  /** These sums without those of some of the rows. */
  Sums without(Sums some) {
    Sums rest = new Sums(x.length);
    rest.weight = weight - some.weight;
    rest.y = y - some.y;
    for (int i = 0; i < x.length; i++) {
      rest.x[i] = x[i] - some.x[i];
      rest.xy[i] = xy[i] - some.xy[i];
      for (int j = 0; j <= i; j++) {
        rest.xx[i][j] = xx[i][j] - some.xx[i][j];
      }
    }
    return rest;
  }

  /** The ridge regression on the first columns; the intercept is not penalised. */
  Fit fit(Penalty penalty) {
    int columns = penalty.columns();
    double[][] matrix = new double[columns][];
    double[] right = new double[columns];
    for (int i = 0; i < columns; i++) {
      matrix[i] = new double[i + 1];
      double mean = x[i] / weight;
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = xx[i][j] - mean * x[j];
      }
      matrix[i][i] += penalty.of(i) * weight;
      right[i] = xy[i] - mean * y;
    }
    double[] weights = Cholesky.solve(matrix, right);
    double intercept = meanTarget();
    for (int i = 0; i < columns; i++) {
      intercept -= weights[i] * x[i] / weight;
    }
    return new Fit(intercept, weights);
  }
}
