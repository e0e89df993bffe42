package dev.penstock.classifier.learned;

import java.util.ArrayList;
import java.util.List;

/** Tries penalties on lessons held out, five times a fifth of them. */
final class CrossValidation {
  private final Rows rows;
  private final List<List<Penalty>> steps;

  /** By step, penalty and row. */
  private final List<List<double[]>> scores = new ArrayList<>();

  CrossValidation(Rows rows, Sums all) {
    this.rows = rows;
    steps = Penalty.candidates(rows.structureColumns(), rows.columns());
    for (List<Penalty> step : steps) {
      List<double[]> each = new ArrayList<>();
      step.forEach(penalty -> each.add(new double[rows.count()]));
      scores.add(each);
    }
    for (int fold = 0; fold < rows.folds(); fold++) {
      Sums rest = all.without(rows.sums(fold));
      for (int step = 0; step < steps.size(); step++) {
        for (int i = 0; i < steps.get(step).size(); i++) {
          predict(fold, rest.fit(steps.get(step).get(i)), scores.get(step).get(i));
        }
      }
    }
  }

  private void predict(int fold, Fit fit, double[] into) {
    double[] row = new double[rows.columns()];
    for (int i = 0; i < into.length; i++) {
      if (rows.fold(i) == fold) {
        rows.fill(i, row);
        into[i] = fit.of(row);
      }
    }
  }

  /**
   * What was chosen.
   *
   * @param scores of each row, by a fit that had not seen it
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Choice(Penalty penalty, double[] scores) {}

  /**
   * The step in which the vector counts least, as long as no other is better by more than a
   * standard error. What the vector adds on lessons alike often fails on new subjects.
   */
  Choice choose() {
    List<Choice> bests = new ArrayList<>();
    for (int step = 0; step < steps.size(); step++) {
      bests.add(best(step));
    }
    Choice best = bests.getFirst();
    for (Choice other : bests) {
      best = advantage(other, best) > 0 ? other : best;
    }
    for (Choice other : bests) {
      if (advantage(best, other) <= deviation(best, other)) {
        return other;
      }
    }
    return best;
  }

  private Choice best(int step) {
    Choice best = new Choice(steps.get(step).getFirst(), scores.get(step).getFirst());
    for (int i = 1; i < steps.get(step).size(); i++) {
      Choice other = new Choice(steps.get(step).get(i), scores.get(step).get(i));
      best = advantage(other, best) > 0 ? other : best;
    }
    return best;
  }

  /** By how much the mean squared error of one is below that of another. */
  private double advantage(Choice one, Choice other) {
    double sum = 0;
    for (int i = 0; i < rows.count(); i++) {
      sum += difference(one, other, i);
    }
    return sum / rows.count();
  }

  /** The standard error of the {@link #advantage}. */
  private double deviation(Choice one, Choice other) {
    double mean = advantage(one, other);
    double squares = 0;
    for (int i = 0; i < rows.count(); i++) {
      double off = difference(one, other, i) - mean;
      squares += off * off;
    }
    return StrictMath.sqrt(squares) / rows.count();
  }

  private double difference(Choice one, Choice other, int row) {
    double its = rows.target(row) - other.scores()[row];
    double mine = rows.target(row) - one.scores()[row];
    return rows.weight(row) * (its * its - mine * mine);
  }
}
