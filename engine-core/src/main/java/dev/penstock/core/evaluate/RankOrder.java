package dev.penstock.core.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Rows by falling score. Rows of one score are one group, whose order nobody knows. */
final class RankOrder {
  private final int[] rows;
  private final int[] ends;

  RankOrder(double[] scores) {
    for (double score : scores) {
      if (Double.isNaN(score)) {
        throw new IllegalArgumentException("a score must be a number");
      }
    }
    rows =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer row) -> scores[row]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    ends =
        IntStream.rangeClosed(1, rows.length)
            .filter(i -> i == rows.length || scores[rows[i]] != scores[rows[i - 1]])
            .toArray();
  }

  int size() {
    return rows.length;
  }

  /** Takes one group after another. */
  interface Sink {
    /**
     * Takes a group; false to end.
     *
     * @param size how many rows it has
     * @param sum of what was asked for over them
     */
    boolean group(long size, double sum);
  }

  /** Walks over the groups; each row counts as often as {@code times} says. */
  void walk(int[] times, double[] amounts, Sink sink) {
    int at = 0;
    for (int end : ends) {
      long size = 0;
      double sum = 0;
      for (; at < end; at++) {
        int row = rows[at];
        size += times[row];
        sum += times[row] * amounts[row];
      }
      if (!sink.group(size, sum)) {
        return;
      }
    }
  }

  /** The sum over the highest rows up to a share of all; of a group that is cut, its mean. */
  double sumOfHighest(int[] times, double[] amounts, double share) {
    double[] left = {share * Arrays.stream(times).asLongStream().sum()};
    double[] total = new double[1];
    walk(
        times,
        amounts,
        (size, sum) -> {
          double part = size == 0 ? 0 : Math.min(1, left[0] / size);
          total[0] += part * sum;
          left[0] -= part * size;
          return left[0] > 0;
        });
    return total[0];
  }

  /** Each row once. */
  int[] once() {
    int[] times = new int[rows.length];
    Arrays.fill(times, 1);
    return times;
  }
}
