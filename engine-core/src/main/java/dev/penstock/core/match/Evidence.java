package dev.penstock.core.match;

import java.util.List;
import java.util.Optional;

/**
 * What was measured for a class of questions.
 *
 * @param head weighs features
 * @param points what each least score would have led to, from the highest down
 */
public record Evidence(Head head, List<Point> points) {
  /** Checks and copies the components. */
  public Evidence {
    points = List.copyOf(points);
    for (int i = 1; i < points.size(); i++) {
      if (!(points.get(i).score() < points.get(i - 1).score())
          || points.get(i).hits() < points.get(i - 1).hits()
          || points.get(i).wrong() < points.get(i - 1).wrong()) {
        throw new IllegalArgumentException(
            "points must go from the highest score down, with hits and wrong growing");
      }
    }
  }

  /** The point of most hits whose bound is at most the share; empty if there is none. */
  public Optional<Point> certified(double maxFalse) {
    return points.reversed().stream().filter(point -> point.bound() <= maxFalse).findFirst();
  }

  /** The score of a match that has features. */
  public double score(double[] features) {
    return head.score(features);
  }
}
