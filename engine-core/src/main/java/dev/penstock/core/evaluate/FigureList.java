package dev.penstock.core.evaluate;

import dev.penstock.core.evaluate.Figure.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Figures that are worked out together, over the same drawn samples. */
final class FigureList {
  private final List<String> names = new ArrayList<>();
  private final List<Unit> units = new ArrayList<>();
  private final List<ToDoubleFunction<int[]>> figures = new ArrayList<>();

  /**
   * Adds a figure.
   *
   * @param figure takes how often every question was drawn
   */
  void add(String name, Unit unit, ToDoubleFunction<int[]> figure) {
    names.add(name);
    units.add(unit);
    figures.add(figure);
  }

  int size() {
    return names.size();
  }

  /** All figures, in the order they were added. */
  List<Figure> of(int questions, int rounds, long seed) {
    int[] once = new int[questions];
    Arrays.fill(once, 1);
    List<Interval> intervals = new Bootstrap(questions, rounds, seed).intervals(figures);
    List<Figure> all = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      double value = figures.get(i).applyAsDouble(once);
      all.add(new Figure(names.get(i), value, intervals.get(i), units.get(i)));
    }
    return all;
  }

  /** The mean of values. */
  static double mean(int[] times, double[] values) {
    double sum = 0;
    long all = 0;
    for (int i = 0; i < values.length; i++) {
      sum += times[i] * values[i];
      all += times[i];
    }
    return sum / all;
  }
}
