package dev.penstock.core.evaluate;

import dev.penstock.core.match.Calibration;
import dev.penstock.core.match.Evidence;
import dev.penstock.core.match.Point;
import dev.penstock.core.match.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Measures methods of recall on a labelled set: learns on one half, tests on the other, whose
 * labels are all different ones.
 */
public final class RecallEvaluation {
  /** The name of the engine's own method. */
  public static final String OURS = "ours";

  /** The name of the method that goes by similarity alone. */
  public static final String SIMILARITY = "similarity";

  private static final List<Double> FIXED = List.of(0.80, 0.85, 0.90, 0.95);

  private final QuestionSet set;
  private final Bench bench;
  private final EvaluationOptions options;

  /**
   * Measures on a set.
   *
   * @param vectors the vectors of the questions, in order; or null to compare words
   */
  public RecallEvaluation(
      QuestionSet set, @Nullable List<float[]> vectors, EvaluationOptions options) {
    int size = set.questions().size();
    if (vectors != null && vectors.size() != size) {
      throw new IllegalArgumentException(
          "there are " + size + " questions and " + vectors.size() + " vectors");
    }
    this.set = set;
    this.bench = new Bench(set.questions(), vectors, options.outside());
    this.options = options;
  }

  /** Runs every method; the plain ones first. */
  public List<MethodResult> run() {
    Map<String, Tally> tallies = new LinkedHashMap<>();
    for (int split = 0; split < options.splits(); split++) {
      long seed = options.seed() * 1_000 + split;
      List<List<Integer>> halves = split(seed);
      for (int side = 0; side < 2; side++) {
        List<Trial> learned = trials(halves.get(side), options.rounds(), seed);
        List<Trial> tested = trials(halves.get(1 - side), 1, seed);
        plain(tallies, tested);
        certified(tallies, learned, tested);
      }
    }
    return tallies.values().stream().map(Tally::result).toList();
  }

  /** Learns on the whole set, for use. */
  public Evidence calibrate() {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < set.questions().size(); i++) {
      all.add(i);
    }
    return evidence(trials(all, options.rounds(), options.seed()));
  }

  private List<Trial> trials(List<Integer> half, int rounds, long seed) {
    List<Trial> trials = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      trials.addAll(bench.run(draw(half, seed * 100 + round)));
    }
    return trials;
  }

  private List<List<Integer>> split(long seed) {
    return set.pairs().isEmpty()
        ? Half.split(set.questions(), options.outside(), seed)
        : PairHalf.split(set, seed);
  }

  private Half draw(List<Integer> half, long seed) {
    return set.pairs().isEmpty()
        ? Half.draw(set.questions(), half, options.outside(), options.most(), seed)
        : PairHalf.draw(set, half, options.most(), seed);
  }

  private static void plain(Map<String, Tally> tallies, List<Trial> tested) {
    fixed(tallies, "exact", tested, Trial::exact, 1);
    fixed(tallies, "Jaccard 0.85", tested, Trial::words, 0.85);
    for (double threshold : FIXED) {
      fixed(tallies, SIMILARITY + " " + threshold, tested, Trial::nearest, threshold);
    }
  }

  private interface Found {
    Trial.Found of(Trial trial);
  }

  private static void fixed(
      Map<String, Tally> tallies, String name, List<Trial> tested, Found found, double least) {
    Tally tally = tallies.computeIfAbsent(name, n -> new Tally(n, 0));
    for (Trial trial : tested) {
      Trial.Found one = found.of(trial);
      tally.add(one.score() >= least, one.right(), trial.known());
    }
    tally.endHalf();
  }

  private void certified(Map<String, Tally> tallies, List<Trial> learned, List<Trial> tested) {
    List<Point> bySimilarity =
        Calibration.points(
            learned.stream().map(trial -> trial.nearest().score()).toList(),
            learned.stream().map(trial -> trial.nearest().right()).toList(),
            learned.stream().map(Trial::cluster).toList(),
            options.rounds());
    Evidence evidence = evidence(learned);
    for (double promise : options.promises()) {
      double least =
          bySimilarity.reversed().stream()
              .filter(point -> point.bound() <= promise)
              .findFirst()
              .map(Point::score)
              .orElse(Double.POSITIVE_INFINITY);
      Optional<Point> ours = evidence.certified(promise);
      double leastOurs = ours.map(Point::score).orElse(Double.POSITIVE_INFINITY);
      tally(tallies, SIMILARITY, promise, tested, t -> t.nearest().score(), least, false);
      tally(tallies, OURS, promise, tested, trial -> score(evidence, trial), leastOurs, true);
    }
  }

  private static void tally(
      Map<String, Tally> tallies,
      String method,
      double promise,
      List<Trial> tested,
      ToDoubleFunction<Trial> score,
      double least,
      boolean matched) {
    Tally tally = tallies.computeIfAbsent(method + "@" + promise, n -> new Tally(method, promise));
    for (Trial trial : tested) {
      boolean right = matched ? trial.matched() : trial.nearest().right();
      tally.add(score.applyAsDouble(trial) >= least, right, trial.known());
    }
    tally.endHalf();
  }

  private static double score(Evidence evidence, Trial trial) {
    double[] features = trial.match().features();
    return features == null ? Double.NEGATIVE_INFINITY : evidence.score(features);
  }

  private Evidence evidence(List<Trial> trials) {
    return Calibration.evidence(
        trials.stream()
            .map(trial -> new Sample(trial.match(), trial.matched(), trial.cluster()))
            .toList(),
        options.rounds());
  }
}
