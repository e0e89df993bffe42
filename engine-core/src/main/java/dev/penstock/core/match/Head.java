package dev.penstock.core.match;

import java.util.List;

/**
 * A learned weighing of features: the logarithm of the odds that the answer is right, before it is
 * certified.
 *
 * @param features the version of the features it was learned on
 * @param bias the weight of nothing
 * @param means what is subtracted from each feature
 * @param scales by what it is divided then
 * @param weights what it is multiplied with then
 */
public record Head(
    int features, double bias, List<Double> means, List<Double> scales, List<Double> weights) {
  private static final double FARTHEST = 4;

  /** Checks and copies the components. */
  public Head {
    if (features != Features.VERSION) {
      throw new IllegalArgumentException(
          "features must be "
              + Features.VERSION
              + ", not "
              + features
              + "; calibrate again with this version of the engine");
    }
    means = List.copyOf(means);
    scales = List.copyOf(scales);
    weights = List.copyOf(weights);
    int all = Features.NAMES.size();
    if (means.size() != all || scales.size() != all || weights.size() != all) {
      throw new IllegalArgumentException("means, scales and weights must have " + all + " numbers");
    }
    if (scales.stream().anyMatch(scale -> !(scale > 0))) {
      throw new IllegalArgumentException("scales must be above 0");
    }
  }

  double score(double[] values) {
    double score = bias;
    for (int i = 0; i < values.length; i++) {
      score +=
          weights.get(i)
              * Math.clamp((values[i] - means.get(i)) / scales.get(i), -FARTHEST, FARTHEST);
    }
    return score;
  }
}
