package dev.penstock.core.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Learns a head from samples, and what each score of it is worth. */
public final class Calibration {
  private static final int POINTS = 200;
  private static final int LEAST_CLUSTERS = 5;
  private static final int FOLDS = 20;
  private static final double UNSEEN = 2.0 / 3;

  /** For other clusters, as many as these: both they and these differ from all there are. */
  private static final double NINETY = 1.2816 * Math.sqrt(2);

  private Calibration() {}

  private record Scored(double score, boolean right, String cluster) {}

  /**
   * Learns from samples. A sample counts with a mean of two scores: of the head that all taught,
   * which flatters it, and, twice as much, of one that never saw its cluster, which wrongs it.
   *
   * @param rounds in how many rounds they were drawn from the same questions; so many times fewer
   *     independent ones are there
   */
  public static Evidence evidence(List<Sample> samples, int rounds) {
    List<Sample> found = samples.stream().filter(s -> s.match().features() != null).toList();
    Head head = learn(found);
    Map<String, Head> without = learnWithout(found);
    List<Scored> scored = new ArrayList<>();
    for (Sample sample : found) {
      double[] values = Objects.requireNonNull(sample.match().features());
      double unseen = Objects.requireNonNull(without.get(sample.cluster())).score(values);
      double score = (1 - UNSEEN) * head.score(values) + UNSEEN * unseen;
      scored.add(new Scored(score, sample.right(), sample.cluster()));
    }
    return new Evidence(head, points(scored, rounds));
  }

  private static Head learn(List<Sample> samples) {
    return HeadLearner.learn(
        samples.stream().map(s -> Objects.requireNonNull(s.match().features())).toList(),
        samples.stream().map(Sample::right).toList());
  }

  /** For each cluster, a head that has not seen it. */
  private static Map<String, Head> learnWithout(List<Sample> samples) {
    List<String> clusters = samples.stream().map(Sample::cluster).distinct().sorted().toList();
    Map<String, Head> heads = new HashMap<>();
    int folds = Math.min(FOLDS, clusters.size());
    for (int fold = 0; fold < folds; fold++) {
      Set<String> left = new HashSet<>();
      for (int i = fold; i < clusters.size(); i += folds) {
        left.add(clusters.get(i));
      }
      Head head = learn(samples.stream().filter(s -> !left.contains(s.cluster())).toList());
      left.forEach(cluster -> heads.put(cluster, head));
    }
    return heads;
  }

  /** The points of any score, such as a similarity: highest score first. */
  public static List<Point> points(
      List<Double> scores, List<Boolean> right, List<String> clusters, int rounds) {
    List<Scored> scored = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      scored.add(new Scored(scores.get(i), right.get(i), clusters.get(i)));
    }
    return points(scored, rounds);
  }

  private static List<Point> points(List<Scored> samples, int rounds) {
    List<Scored> sorted = new ArrayList<>(samples);
    sorted.sort(Comparator.comparingDouble(Scored::score).reversed());
    Map<String, long[]> clusters = new HashMap<>();
    List<Point> points = new ArrayList<>();
    int step = Math.max(1, sorted.size() / POINTS);
    long wrong = 0;
    int since = 0;
    for (int i = 0; i < sorted.size(); i++) {
      Scored one = sorted.get(i);
      long[] counts = clusters.computeIfAbsent(one.cluster(), c -> new long[2]);
      counts[0]++;
      if (!one.right()) {
        counts[1]++;
        wrong++;
      }
      since++;
      boolean last = i + 1 == sorted.size();
      if (last || (since >= step && sorted.get(i + 1).score() < one.score())) {
        since = 0;
        long hits = Math.floorDiv(i + 1L, rounds);
        if (hits > 0) {
          points.add(
              new Point(
                  one.score(),
                  hits,
                  Math.min(hits, Math.ceilDiv(wrong, rounds)),
                  spread(clusters, i + 1, wrong)));
        }
      }
    }
    return points;
  }

  /** The 90 % upper bound of a ratio over other clusters, by its linearised variance. */
  private static double spread(Map<String, long[]> clusters, long hits, long wrong) {
    int m = clusters.size();
    if (m < LEAST_CLUSTERS) {
      return 1;
    }
    double share = (double) wrong / hits;
    double square = 0;
    for (long[] counts : clusters.values()) {
      double apart = counts[1] - share * counts[0];
      square += apart * apart;
    }
    double error = Math.sqrt(square * m / (m - 1)) / hits;
    return Math.min(1, share + NINETY * error);
  }
}
