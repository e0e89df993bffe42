package dev.penstock.classifier.learned;

/** A linear function of a row's first numbers. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Fit(double intercept, double[] weights) {
  double of(double[] row) {
    double sum = intercept;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * row[i];
    }
    return sum;
  }
}
