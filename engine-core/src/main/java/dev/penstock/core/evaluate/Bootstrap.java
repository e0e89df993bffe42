package dev.penstock.core.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Draws samples of a set with replacement, to say how far a figure depends on which questions are
 * in it: the percentile bootstrap (Efron and Tibshirani 1993). The same seed draws the same
 * samples.
 */
final class Bootstrap {
  private static final double TAIL = 0.025;

  private final int size;
  private final int rounds;
  private final long seed;

  Bootstrap(int size, int rounds, long seed) {
    if (size < 1 || rounds < 1) {
      throw new IllegalArgumentException("a bootstrap needs rows and rounds");
    }
    this.size = size;
    this.rounds = rounds;
    this.seed = seed;
  }

  /**
   * The intervals of figures, in order.
   *
   * @param figures each takes how often every row was drawn, and may be NaN where it has no meaning
   */
  List<Interval> intervals(List<ToDoubleFunction<int[]>> figures) {
    double[][] drawn = new double[figures.size()][rounds];
    SplittableRandom random = new SplittableRandom(seed);
    int[] times = new int[size];
    for (int round = 0; round < rounds; round++) {
      Arrays.fill(times, 0);
      for (int i = 0; i < size; i++) {
        times[random.nextInt(size)]++;
      }
      for (int figure = 0; figure < drawn.length; figure++) {
        drawn[figure][round] = figures.get(figure).applyAsDouble(times);
      }
    }
    List<Interval> intervals = new ArrayList<>();
    for (double[] one : drawn) {
      double[] known = Arrays.stream(one).filter(value -> !Double.isNaN(value)).sorted().toArray();
      intervals.add(new Interval(quantile(known, TAIL), quantile(known, 1 - TAIL)));
    }
    return intervals;
  }

  /** The quantile of sorted values, between two of them by the straight line; NaN of none. */
  static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = share * (sorted.length - 1);
    int low = (int) place;
    int high = Math.min(sorted.length - 1, low + 1);
    return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
  }
}
