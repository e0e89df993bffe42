package dev.penstock.classifier.learned;

import java.util.ArrayList;
import java.util.List;

/**
 * How hard a ridge regression presses weights towards 0, per unit of the lessons' weight.
 *
 * @param structure how many columns are measures of structure; they come first
 * @param columns how many columns count
 * @param strength for the measures of structure
 * @param damping how many times as hard for the numbers of the vector, which behind {@code
 *     structure} follow
 */
record Penalty(int structure, int columns, double strength, double damping) {
  private static final double[] STRENGTHS = {0.03, 0.1, 0.3, 1};
  private static final double[] DAMPINGS = {100, 10, 1};

  double of(int column) {
    return column < structure ? strength : strength * damping;
  }

  /** What is tried: structure alone, then with a vector that counts more and more. */
  static List<List<Penalty>> candidates(int structure, int columns) {
    List<List<Penalty>> steps = new ArrayList<>();
    if (structure > 0) {
      steps.add(step(structure, structure, 1));
    }
    if (columns > structure) {
      for (double damping : DAMPINGS) {
        steps.add(step(structure, columns, damping));
      }
    }
    return steps;
  }

  private static List<Penalty> step(int structure, int columns, double damping) {
    List<Penalty> step = new ArrayList<>();
    for (double strength : STRENGTHS) {
      step.add(new Penalty(structure, columns, strength, damping));
    }
    return step;
  }
}
