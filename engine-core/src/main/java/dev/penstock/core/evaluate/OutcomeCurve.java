package dev.penstock.core.evaluate;

/**
 * What a ranking of questions is worth between a weak and a strong model, by the figures of
 * RouteLLM (Ong et al. 2024, arXiv 2406.18665). The questions with the highest scores go to the
 * strong model; the gap recovered is by how much right answers exceed those of the weak model
 * alone, over by how much those of the strong model alone do. Questions of one score go to the
 * strong model in any order, and the mean over all orders counts.
 */
public final class OutcomeCurve {
  private final RankOrder order;
  private final double[] gains;
  private final int[] once;

  /**
   * A curve.
   *
   * @param score higher means more need of the strong model
   * @param weakCorrect whether the weak model's answer was right
   * @param strongCorrect whether the strong model's was
   * @throws IllegalArgumentException if the arrays differ in length or a score is not a number
   */
  public OutcomeCurve(double[] score, boolean[] weakCorrect, boolean[] strongCorrect) {
    if (score.length != weakCorrect.length || score.length != strongCorrect.length) {
      throw new IllegalArgumentException(
          "there are %d scores, %d outcomes of the weak model and %d of the strong one"
              .formatted(score.length, weakCorrect.length, strongCorrect.length));
    }
    order = new RankOrder(score);
    once = order.once();
    gains = new double[score.length];
    for (int i = 0; i < gains.length; i++) {
      gains[i] = (strongCorrect[i] ? 1 : 0) - (weakCorrect[i] ? 1 : 0);
    }
  }

  /**
   * The average performance gap recovered: 0.5 for a ranking at random, as much above as it is
   * better.
   *
   * @return the figure, or NaN if the strong model is right no more often than the weak one
   */
  public static double apgr(double[] score, boolean[] weakCorrect, boolean[] strongCorrect) {
    return new OutcomeCurve(score, weakCorrect, strongCorrect).apgr();
  }

  /** The average gap recovered over all shares of strong calls; NaN without a gap. */
  public double apgr() {
    return apgr(once);
  }

  /**
   * The least share of strong calls that recovers that share of the gap.
   *
   * @param share of the gap, 0 to 1; 0.5 is CPT50
   * @return 0 to 1, or NaN without a gap
   */
  public double cpt(double share) {
    return cpt(once, share);
  }

  /** The share of the gap that so many strong calls recover; NaN without a gap. */
  public double recovered(double strongShare) {
    double gap = gap(once);
    return gap > 0 ? order.sumOfHighest(once, gains, strongShare) / gap : Double.NaN;
  }

  double apgr(int[] times) {
    double gap = gap(times);
    double[] before = new double[1];
    double[] area = new double[1];
    long[] all = new long[1];
    order.walk(
        times,
        gains,
        (size, gain) -> {
          area[0] += size * (before[0] + gain / 2);
          before[0] += gain;
          all[0] += size;
          return true;
        });
    return gap > 0 ? area[0] / all[0] / gap : Double.NaN;
  }

  double cpt(int[] times, double share) {
    double gap = gap(times);
    double wanted = share * gap;
    double[] before = new double[1];
    double[] calls = new double[1];
    long all = 0;
    for (int time : times) {
      all += time;
    }
    order.walk(
        times,
        gains,
        (size, gain) -> {
          boolean reached = before[0] + gain >= wanted;
          calls[0] += reached && gain > 0 ? size * (wanted - before[0]) / gain : reached ? 0 : size;
          before[0] += gain;
          return !reached;
        });
    return gap > 0 ? calls[0] / all : Double.NaN;
  }

  private double gap(int[] times) {
    double gap = 0;
    for (int i = 0; i < gains.length; i++) {
      gap += times[i] * gains[i];
    }
    return gap;
  }
}
