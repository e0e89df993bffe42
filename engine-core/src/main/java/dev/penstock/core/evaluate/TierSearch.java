package dev.penstock.core.evaluate;

import dev.penstock.core.evaluate.Figure.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Seeks thresholds that meet a target. */
final class TierSearch {
  private static final int COST_STEPS = 1_000;
  private static final int QUALITY_STEPS = 100;
  private static final double USD_PER_1000 = 1e9 / 1_000;

  private final Difficulties set;
  private final List<String> tiers;
  private final TierCuts cuts;
  private final int rounds;
  private final long seed;

  TierSearch(Difficulties set, List<String> tiers, int rounds, long seed) {
    this.set = set;
    this.tiers = tiers;
    this.cuts = new TierCuts(tiers.size(), set.fixed(), set.difficulty());
    this.rounds = rounds;
    this.seed = seed;
  }

  /** Thresholds for a spread over the tiers. */
  double[] spread(TierShares wanted) {
    return cuts.thresholds(wanted);
  }

  /**
   * The thresholds of the hardest spread whose questions cost at most so much.
   *
   * @param usd per 1,000 questions
   * @throws IllegalArgumentException if even the easiest costs more
   */
  double[] cost(double usd) {
    double least = 0;
    for (int i = COST_STEPS; i >= 0; i--) {
      double[] thresholds = cuts.thresholds(TierShares.dial((double) i / COST_STEPS, tiers.size()));
      least = FigureList.mean(once(), costs(tiersAt(thresholds))) / USD_PER_1000;
      if (least <= usd) {
        return thresholds;
      }
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "1,000 of these questions cost at least %.4f USD under this policy, so %s USD cannot be"
                + " met",
            least,
            Double.toString(usd)));
  }

  /**
   * The thresholds of the easiest spread whose quality is certain enough: the low end of its
   * interval reaches the share, and so does that of every harder spread.
   *
   * @param share of the quality of the hardest tier alone
   * @throws IllegalArgumentException if no spread reaches it, or quality is not known
   */
  double[] quality(double share) {
    if (!knowsQuality()) {
      throw new IllegalArgumentException(
          "--target-quality needs to know which answers were right: give the columns weak_correct"
              + " and strong_correct, or tiers");
    }
    List<double[]> spreads = new ArrayList<>();
    List<ToDoubleFunction<int[]>> figures = new ArrayList<>();
    for (int i = QUALITY_STEPS; i >= 0; i--) {
      TierShares dial = TierShares.dial((double) i / QUALITY_STEPS, tiers.size());
      double[] thresholds = cuts.thresholds(dial);
      spreads.add(thresholds);
      figures.add(relative(quality(tiersAt(thresholds))));
    }
    List<Interval> intervals = new Bootstrap(set.queries().size(), rounds, seed).intervals(figures);
    int best = -1;
    while (best + 1 < spreads.size() && intervals.get(best + 1).low() >= share) {
      best++;
    }
    if (best < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "even with all that %s decides in tier %s, only %.1f%% of its quality is certain",
              set.classifier().name(),
              tiers.getLast(),
              100 * intervals.getFirst().low()));
    }
    return spreads.get(best);
  }

  /** What thresholds lead to. */
  List<Figure> figures(double[] thresholds) {
    int[] given = tiersAt(thresholds);
    double[] costs = costs(given);
    FigureList list = new FigureList();
    for (int i = 0; i < tiers.size(); i++) {
      int tier = i;
      double[] its = Arrays.stream(given).mapToDouble(one -> one == tier ? 1 : 0).toArray();
      list.add("given-" + tiers.get(i), Unit.SHARE, times -> FigureList.mean(times, its));
    }
    list.add("usd-per-1000", Unit.USD, times -> FigureList.mean(times, costs) / USD_PER_1000);
    if (knowsQuality()) {
      list.add("quality-of-hardest", Unit.SHARE, relative(quality(given)));
    }
    return list.of(given.length, rounds, seed);
  }

  private int[] tiersAt(double[] thresholds) {
    return cuts.tiers(thresholds, set.difficulty());
  }

  private double[] costs(int[] given) {
    double[] costs = new double[given.length];
    Arrays.setAll(costs, i -> set.nanos()[i][given[i]]);
    return costs;
  }

  private boolean knowsQuality() {
    return set.queries().stream().allMatch(query -> query.outcome() != null)
        || set.queries().stream().allMatch(query -> query.tier() != null);
  }

  /** 1 for each question whose answer is right, or whose tier is enough; else 0. */
  private double[] quality(int[] given) {
    double[] quality = new double[given.length];
    for (int i = 0; i < quality.length; i++) {
      Query query = set.queries().get(i);
      Query.Outcome outcome = query.outcome();
      boolean well =
          outcome == null
              ? given[i] >= tiers.indexOf(Objects.requireNonNull(query.tier()))
              : given[i] == tiers.size() - 1 ? outcome.strong() : outcome.weak();
      quality[i] = well ? 1 : 0;
    }
    return quality;
  }

  private ToDoubleFunction<int[]> relative(double[] quality) {
    int[] hardest = new int[quality.length];
    Arrays.fill(hardest, tiers.size() - 1);
    double[] best = quality(hardest);
    return times -> FigureList.mean(times, quality) / FigureList.mean(times, best);
  }

  private int[] once() {
    int[] times = new int[set.queries().size()];
    Arrays.fill(times, 1);
    return times;
  }
}
