package dev.penstock.classifier.learned;

/**
 * Turns scores into log-odds by a line, after Platt: the one under which the targets are likeliest.
 *
 * @param offset added to the log-odds
 * @param slope times the score; more than 0, so that the order of scores is kept
 */
record Calibration(double offset, double slope) {
  private static final int STEPS = 50;
  private static final double LEAST_SLOPE = 0.01;

  /** Keeps the slope finite where scores part the targets without fault. */
  private static final double PRIOR = 1e-3;

  static Calibration of(double[] scores, Rows rows) {
    double mean = 0;
    for (int i = 0; i < scores.length; i++) {
      mean += rows.weight(i) * rows.target(i) / scores.length;
    }
    double offset = Sigmoid.inverse(mean);
    double slope = 0;
    for (int step = 0; step < STEPS; step++) {
      double g0 = 0;
      double g1 = -PRIOR * slope;
      double h00 = 0;
      double h01 = 0;
      double h11 = PRIOR;
      for (int i = 0; i < scores.length; i++) {
        double score = scores[i] - mean;
        double said = Sigmoid.of(offset + slope * score);
        double miss = rows.weight(i) * (rows.target(i) - said);
        double curve = rows.weight(i) * said * (1 - said);
        g0 += miss;
        g1 += miss * score;
        h00 += curve;
        h01 += curve * score;
        h11 += curve * score * score;
      }
      double determinant = h00 * h11 - h01 * h01;
      if (!(determinant > 0)) {
        break;
      }
      offset += (h11 * g0 - h01 * g1) / determinant;
      slope += (h00 * g1 - h01 * g0) / determinant;
    }
    if (!(slope >= LEAST_SLOPE) || !Double.isFinite(offset)) {
      slope = LEAST_SLOPE;
      offset = Sigmoid.inverse(mean);
    }
    return new Calibration(offset - slope * mean, slope);
  }

  double difficulty(double score) {
    return Sigmoid.of(offset + slope * score);
  }
}
