package dev.penstock.core.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Learns a head by logistic regression with a ridge, by Newton's method. */
final class HeadLearner {
  private static final double RIDGE = 10;
  private static final int STEPS = 30;
  private static final double ENOUGH = 1e-6;

  private HeadLearner() {}

  /** Learns from examples; with answers all right or all wrong it says just that. */
  static Head learn(List<double[]> features, List<Boolean> right) {
    int width = Features.NAMES.size();
    double[] means = new double[width];
    double[] scales = new double[width];
    measure(features, means, scales);
    double[][] rows = new double[features.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(features.get(i), means, scales);
    }
    double[] weights = newton(rows, right, width + 1);
    return new Head(
        Features.VERSION,
        weights[0],
        boxed(means),
        boxed(scales),
        boxed(Arrays.copyOfRange(weights, 1, width + 1)));
  }

  private static void measure(List<double[]> features, double[] means, double[] scales) {
    for (int j = 0; j < means.length; j++) {
      double sum = 0;
      for (double[] values : features) {
        sum += values[j];
      }
      means[j] = features.isEmpty() ? 0 : sum / features.size();
      double square = 0;
      for (double[] values : features) {
        square += (values[j] - means[j]) * (values[j] - means[j]);
      }
      scales[j] = (features.isEmpty() ? 0 : Math.sqrt(square / features.size())) + 1e-6;
    }
  }

  private static double[] row(double[] values, double[] means, double[] scales) {
    double[] row = new double[values.length + 1];
    row[0] = 1;
    for (int j = 0; j < values.length; j++) {
      row[j + 1] = Math.clamp((values[j] - means[j]) / scales[j], -4.0, 4.0);
    }
    return row;
  }

  private static double[] newton(double[][] rows, List<Boolean> right, int width) {
    double[] weights = new double[width];
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[width];
      double[][] hessian = new double[width][width];
      for (int j = 0; j < width; j++) {
        double ridge = j == 0 ? 1e-3 : RIDGE;
        gradient[j] = -ridge * weights[j];
        hessian[j][j] = ridge;
      }
      for (int i = 0; i < rows.length; i++) {
        add(rows[i], right.get(i), weights, gradient, hessian);
      }
      double[] change = solve(hessian, gradient);
      double largest = 0;
      for (int j = 0; j < width; j++) {
        weights[j] += change[j];
        largest = Math.max(largest, Math.abs(change[j]));
      }
      if (largest < ENOUGH) {
        break;
      }
    }
    return weights;
  }

  private static void add(
      double[] row, boolean right, double[] weights, double[] gradient, double[][] hessian) {
    double odds = 0;
    for (int j = 0; j < row.length; j++) {
      odds += weights[j] * row[j];
    }
    double chance = 1 / (1 + Math.exp(-Math.clamp(odds, -30.0, 30.0)));
    double error = (right ? 1 : 0) - chance;
    double weight = chance * (1 - chance);
    for (int j = 0; j < row.length; j++) {
      gradient[j] += error * row[j];
      for (int k = 0; k <= j; k++) {
        double value = weight * row[j] * row[k];
        hessian[j][k] += value;
        if (k < j) {
          hessian[k][j] += value;
        }
      }
    }
  }

  /** Solves a positive definite system in place, by elimination. */
  private static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    double[] x = right.clone();
    for (int p = 0; p < n; p++) {
      for (int i = p + 1; i < n; i++) {
        double factor = matrix[i][p] / matrix[p][p];
        for (int j = p; j < n; j++) {
          matrix[i][j] -= factor * matrix[p][j];
        }
        x[i] -= factor * x[p];
      }
    }
    for (int p = n - 1; p >= 0; p--) {
      for (int j = p + 1; j < n; j++) {
        x[p] -= matrix[p][j] * x[j];
      }
      x[p] /= matrix[p][p];
    }
    return x;
  }

  private static List<Double> boxed(double[] values) {
    List<Double> list = new ArrayList<>();
    for (double value : values) {
      list.add(value);
    }
    return list;
  }
}
