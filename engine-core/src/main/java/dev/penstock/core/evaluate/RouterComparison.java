package dev.penstock.core.evaluate;

import dev.penstock.core.evaluate.ClassifyReport.Router;
import dev.penstock.core.evaluate.Figure.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A policy beside simple ways to route. The easiest tier is the weak model and the hardest the
 * strong one; tiers between count as weak in quality, and cost what they cost.
 */
final class RouterComparison {
  static final String POLICY = "policy";
  static final String EASIEST = "always easiest";
  static final String HARDEST = "always hardest";
  static final String LENGTH = "by length";
  static final String RANDOM = "at random";

  private static final double NANOS_PER_USD = 1e9;
  private static final double PER = 1_000;

  private final boolean outcomes;
  private final boolean[] weak;
  private final boolean[] strong;
  private final double[] base;
  private final double[] gains;
  private final double[] isStrong;
  private final double[] cost;
  private final double[] easiest;
  private final double[] extra;
  private final double[] scores;
  private final double[] lengths;

  RouterComparison(List<Routed> routed, int tiers) {
    int size = routed.size();
    outcomes = routed.stream().allMatch(one -> one.query().outcome() != null);
    weak = new boolean[size];
    strong = new boolean[size];
    base = new double[size];
    gains = new double[size];
    isStrong = new double[size];
    cost = new double[size];
    easiest = new double[size];
    extra = new double[size];
    scores = new double[size];
    lengths = new double[size];
    for (int i = 0; i < size; i++) {
      Routed one = routed.get(i);
      Query.Outcome outcome = one.query().outcome();
      weak[i] = outcome != null && outcome.weak();
      strong[i] = outcome != null && outcome.strong();
      base[i] = weak[i] ? 1 : 0;
      gains[i] = (strong[i] ? 1 : 0) - base[i];
      isStrong[i] = one.tier() == tiers - 1 ? 1 : 0;
      cost[i] = one.nanos()[one.tier()];
      easiest[i] = one.nanos()[0];
      extra[i] = one.nanos()[tiers - 1] - easiest[i];
      scores[i] = one.score();
      lengths[i] = one.query().text().length();
    }
  }

  /** Whether it is known which model answered rightly. */
  boolean hasOutcomes() {
    return outcomes;
  }

  /** Each way to route with its figures. */
  List<Router> routers(int rounds, long seed) {
    FigureList list = new FigureList();
    List<String> names = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    ToDoubleFunction<int[]> share = times -> FigureList.mean(times, isStrong);
    double[] right = new double[base.length];
    Arrays.setAll(right, i -> base[i] + isStrong[i] * gains[i]);
    list.add("strong-share", Unit.SHARE, share);
    list.add("usd-per-1000", Unit.USD, times -> usd(FigureList.mean(times, cost)));
    if (outcomes) {
      list.add("quality", Unit.SHARE, times -> FigureList.mean(times, right));
      addRanking(list, scores);
    }
    names.add(POLICY);
    ends.add(list.size());
    double[] none = new double[base.length];
    List<Ranked> others = new ArrayList<>();
    others.add(new Ranked(EASIEST, none, times -> 0, null));
    others.add(new Ranked(HARDEST, none, times -> 1, null));
    if (outcomes) {
      others.add(new Ranked(LENGTH, lengths, share, lengths));
      others.add(new Ranked(RANDOM, none, share, none));
    }
    for (Ranked other : others) {
      add(list, other);
      names.add(other.name());
      ends.add(list.size());
    }
    List<Figure> figures = list.of(base.length, rounds, seed);
    List<Router> routers = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      int from = i == 0 ? 0 : ends.get(i - 1);
      routers.add(new Router(names.get(i), figures.subList(from, ends.get(i))));
    }
    return routers;
  }

  /** A way to route by a score; the ranking is null if it is none. */
  @SuppressWarnings("ArrayRecordComponent") // not compared and not given away
  private record Ranked(
      String name, double[] order, ToDoubleFunction<int[]> share, double @Nullable [] ranking) {}

  private void add(FigureList list, Ranked by) {
    RankOrder order = new RankOrder(by.order());
    list.add("strong-share", Unit.SHARE, by.share());
    list.add("usd-per-1000", Unit.USD, t -> usd(at(order, t, by.share(), easiest, extra)));
    if (outcomes) {
      list.add("quality", Unit.SHARE, t -> at(order, t, by.share(), base, gains));
      if (by.ranking() != null) {
        addRanking(list, Objects.requireNonNull(by.ranking()));
      }
    }
  }

  private void addRanking(FigureList list, double[] by) {
    OutcomeCurve curve = new OutcomeCurve(by, weak, strong);
    list.add("apgr", Unit.NUMBER, curve::apgr);
    list.add("cpt50", Unit.SHARE, times -> curve.cpt(times, 0.5));
    list.add("cpt80", Unit.SHARE, times -> curve.cpt(times, 0.8));
  }

  private static double at(
      RankOrder order, int[] times, ToDoubleFunction<int[]> share, double[] least, double[] more) {
    long all = Arrays.stream(times).asLongStream().sum();
    double extra = order.sumOfHighest(times, more, share.applyAsDouble(times));
    return FigureList.mean(times, least) + extra / all;
  }

  private static double usd(double nanos) {
    return nanos / NANOS_PER_USD * PER;
  }

  /** A point of a curve: the share of strong calls, what they cost, and what they bring. */
  record Point(double share, double usd, double quality) {}

  /** The curve of the policy's own ranking. */
  List<Point> policyCurve(int steps) {
    return curve(scores, steps);
  }

  /** The curve of a ranking by length. */
  List<Point> lengthCurve(int steps) {
    return curve(lengths, steps);
  }

  private List<Point> curve(double[] by, int steps) {
    RankOrder order = new RankOrder(by);
    int[] once = order.once();
    List<Point> points = new ArrayList<>();
    for (int i = 0; i <= steps; i++) {
      double share = (double) i / steps;
      double dollars = usd(at(order, once, times -> share, easiest, extra));
      points.add(new Point(share, dollars, at(order, once, times -> share, base, gains)));
    }
    return points;
  }
}
