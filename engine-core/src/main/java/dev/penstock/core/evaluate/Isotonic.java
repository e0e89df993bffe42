package dev.penstock.core.evaluate;

import dev.penstock.core.escalate.ConfidenceMap;
import dev.penstock.core.escalate.ConfidenceMap.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Learns shares that do not fall as scores grow: isotonic regression by pooling adjacent violators
 * (Ayer et al., 1955) over groups of neighbouring scores.
 */
final class Isotonic {
  /** Fewer verdicts tell too little. */
  static final int LEAST = 20;

  private static final int SMALLEST_GROUP = 10;
  private static final int MOST_GROUPS = 100;

  private Isotonic() {}

  /** Neighbouring answers; half an answer of each kind is added, so that no share is 0 or 1. */
  private record Pool(double scores, double right, long answers, double weight) {
    double share() {
      return right / weight;
    }

    Pool with(Pool other) {
      return new Pool(
          scores + other.scores,
          right + other.right,
          answers + other.answers,
          weight + other.weight);
    }

    Level level() {
      return new Level(scores / answers, share(), answers);
    }
  }

  /**
   * Learns.
   *
   * @throws IllegalArgumentException if there are too few verdicts, or all are the same
   */
  static ConfidenceMap learn(List<JudgedScore> judged) {
    long right = judged.stream().filter(JudgedScore::right).count();
    if (judged.size() < LEAST || right == 0 || right == judged.size()) {
      throw new IllegalArgumentException(
          "found %d verdicts, %d of them good; at least %d are needed, and both kinds"
              .formatted(judged.size(), right, LEAST));
    }
    Deque<Pool> pools = new ArrayDeque<>();
    for (Pool pool : groups(judged)) {
      Pool next = pool;
      while (!pools.isEmpty() && pools.getLast().share() >= next.share()) {
        next = pools.removeLast().with(next);
      }
      pools.addLast(next);
    }
    return new ConfidenceMap(ConfidenceMap.VERSION, pools.stream().map(Pool::level).toList());
  }

  /** Groups of some answers each; equal scores are never apart. */
  private static List<Pool> groups(List<JudgedScore> judged) {
    List<JudgedScore> sorted = new ArrayList<>(judged);
    int size = Math.max(SMALLEST_GROUP, (judged.size() + MOST_GROUPS - 1) / MOST_GROUPS);
    sorted.sort(Comparator.comparingDouble(JudgedScore::score));
    List<Pool> groups = new ArrayList<>();
    int start = 0;
    while (start < sorted.size()) {
      int end = Math.min(start + size, sorted.size());
      while (end < sorted.size() && sorted.get(end).score() == sorted.get(end - 1).score()) {
        end++;
      }
      groups.add(pool(sorted.subList(start, end)));
      start = end;
    }
    return groups;
  }

  private static Pool pool(List<JudgedScore> some) {
    double scores = some.stream().mapToDouble(JudgedScore::score).sum();
    long right = some.stream().filter(JudgedScore::right).count();
    return new Pool(scores, right + 0.5, some.size(), some.size() + 1.0);
  }
}
