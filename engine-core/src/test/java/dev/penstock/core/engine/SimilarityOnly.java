package dev.penstock.core.engine;

import dev.penstock.core.match.Evidence;
import dev.penstock.core.match.Head;
import dev.penstock.core.match.Point;
import dev.penstock.core.match.Thresholds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Evidence of a head that looks at the similarity only, certified down to 0.9. */
final class SimilarityOnly {
  private static final int FEATURES = 25;

  private SimilarityOnly() {}

  static Thresholds thresholds(String measure, String name, long wrong) {
    List<Double> weights = new ArrayList<>(Collections.nCopies(FEATURES, 0.0));
    weights.set(0, 1.0);
    Head head =
        new Head(
            2, 0, Collections.nCopies(FEATURES, 0.0), Collections.nCopies(FEATURES, 1.0), weights);
    return new Thresholds(
        Thresholds.VERSION,
        measure,
        Map.of(name, new Evidence(head, List.of(new Point(0.9, 1_000, wrong, 0.001)))));
  }
}
