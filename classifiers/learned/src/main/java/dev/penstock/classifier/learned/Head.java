package dev.penstock.classifier.learned;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A head ready to weigh questions. */
final class Head {
  /** A measure counts no further than so many standard deviations from its mean. */
  private static final double FARTHEST = 4;

  private final Measure[] measures;
  private final double[] means;
  private final double[] scales;
  private final double[] weights;
  private final double[] vector;
  private final double intercept;

  Head(HeadFile file) {
    int count = file.measures().size();
    measures = new Measure[count];
    means = new double[count];
    scales = new double[count];
    weights = new double[count];
    for (int i = 0; i < count; i++) {
      HeadFile.Weighed weighed = file.measures().get(i);
      measures[i] = Measure.named(weighed.name()).orElseThrow();
      means[i] = weighed.mean();
      scales[i] = weighed.scale();
      weights[i] = weighed.weight();
    }
    HeadFile.VectorWeights its = file.vector();
    vector =
        its == null
            ? new double[0]
            : its.weights().stream().mapToDouble(Double::doubleValue).toArray();
    intercept = file.intercept();
  }

  /**
   * What a question's measures and vector come to.
   *
   * @param logOdds the log-odds that the easiest tier will not do
   * @param parts what the measures add to it, the largest first
   */
  record Weighing(double logOdds, List<Part> parts) {
    double difficulty() {
      return Sigmoid.of(logOdds);
    }
  }

  /** What a measure adds to the log-odds. */
  record Part(Measure measure, double addend) {}

  int dimensions() {
    return vector.length;
  }

  /** Weighs a question; the vector is of length 1, or null if the head weighs none. */
  Weighing weigh(String question, float @Nullable [] unit) {
    Map<Measure, Double> values = Measures.of(question);
    double logOdds = intercept;
    List<Part> parts = new ArrayList<>(measures.length);
    for (int i = 0; i < measures.length; i++) {
      double addend =
          weights[i] * standard(values.getOrDefault(measures[i], 0.0), means[i], scales[i]);
      parts.add(new Part(measures[i], addend));
      logOdds += addend;
    }
    if (unit != null) {
      for (int i = 0; i < vector.length; i++) {
        logOdds += vector[i] * unit[i];
      }
    }
    parts.sort(Comparator.comparingDouble(part -> -Math.abs(part.addend())));
    return new Weighing(logOdds, List.copyOf(parts));
  }

  /** A value in standard deviations from the mean. */
  static double standard(double value, double mean, double scale) {
    return Math.clamp((value - mean) / scale, -FARTHEST, FARTHEST);
  }
}
