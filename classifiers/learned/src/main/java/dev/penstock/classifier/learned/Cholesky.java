package dev.penstock.classifier.learned;

/** Solves symmetric positive definite systems in place. */
final class Cholesky {
  private Cholesky() {}

  /**
   * The solution.
   *
   * @param lower the lower triangle, which is overwritten
   * @param right the right side, which is overwritten with the solution
   */
  static double[] solve(double[][] lower, double[] right) {
    int size = right.length;
    for (int i = 0; i < size; i++) {
      double[] row = lower[i];
      for (int j = 0; j <= i; j++) {
        double[] other = lower[j];
        double sum = row[j];
        for (int k = 0; k < j; k++) {
          sum -= row[k] * other[k];
        }
        row[j] = i == j ? StrictMath.sqrt(sum) : sum / other[j];
      }
    }
    for (int i = 0; i < size; i++) {
      double sum = right[i];
      for (int k = 0; k < i; k++) {
        sum -= lower[i][k] * right[k];
      }
      right[i] = sum / lower[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      right[i] /= lower[i][i];
      for (int k = 0; k < i; k++) {
        right[k] -= lower[i][k] * right[i];
      }
    }
    return right;
  }
}
