package dev.penstock.core.match;

import java.util.List;

/**
 * What neighbours say of a question, and how little they know: the prediction and the variance of a
 * Gaussian process (Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006,
 * algorithm 2.1). Its kernel loses a factor of e with every {@code width} of similarity; cosines
 * and shares of words both make it positive definite. Neighbours that say the same count less than
 * those from several sides, which votes cannot tell.
 */
final class GaussianProcess {
  private static final double NOISE = 0.1;

  private final double[] weights;
  private final double variance;

  /**
   * Looks at a question's neighbours.
   *
   * @param near the neighbours
   * @param among how near they are to one another
   */
  GaussianProcess(List<Near> near, double[][] among, double width) {
    int n = near.size();
    double[] asked = new double[n];
    double[][] lower = new double[n][n];
    for (int i = 0; i < n; i++) {
      asked[i] = Math.exp((near.get(i).similarity() - 1) / width);
      for (int j = 0; j <= i; j++) {
        lower[i][j] = i == j ? 1 + NOISE : Math.exp((among[i][j] - 1) / width);
      }
    }
    decompose(lower);
    weights = solve(lower, asked);
    double known = 0;
    for (int i = 0; i < n; i++) {
      known += asked[i] * weights[i];
    }
    variance = 1 - known;
  }

  /** How near neighbours are to one another; only below the diagonal. */
  static double[][] among(List<Near> near) {
    double[][] among = new double[near.size()][];
    for (int i = 0; i < among.length; i++) {
      among[i] = new double[i];
      for (int j = 0; j < i; j++) {
        among[i][j] = near.get(i).similarityTo(near.get(j));
      }
    }
    return among;
  }

  /** What a neighbour's answer gains by it; below 0 if others say the same better. */
  double weight(int neighbour) {
    return weights[neighbour];
  }

  /** How sure it is that the answer is that of these neighbours: about 1 if it is, 0 if not. */
  double support(List<Integer> neighbours) {
    double sum = 0;
    for (int neighbour : neighbours) {
      sum += weights[neighbour];
    }
    return sum;
  }

  /** How little the neighbours say of the question: 0 nothing is open, 1 they say nothing. */
  double variance() {
    return variance;
  }

  /** Cholesky's decomposition, in place. */
  private static void decompose(double[][] lower) {
    for (int i = 0; i < lower.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = lower[i][j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
      }
    }
  }

  private static double[] solve(double[][] lower, double[] right) {
    int n = right.length;
    double[] x = right.clone();
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= lower[i][k] * x[k];
      }
      x[i] /= lower[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        x[i] -= lower[k][i] * x[k];
      }
      x[i] /= lower[i][i];
    }
    return x;
  }
}
