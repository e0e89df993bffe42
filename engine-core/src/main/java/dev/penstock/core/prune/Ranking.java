package dev.penstock.core.prune;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much entries have to do with a question: BM25 (Robertson and Zaragoza 2009) with the usual k1
 * and b over the entries themselves. Words of the turns before the question count a third.
 */
final class Ranking {
  private static final double K1 = 1.2;
  private static final double B = 0.75;
  private static final double LATE = 1.0 / 3;

  private final Asked asked;
  private final List<Map<String, Integer>> counts = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();
  private final Map<String, Integer> having = new HashMap<>();
  private long total;

  Ranking(Asked asked) {
    this.asked = asked;
  }

  /** Adds an entry by the stems of its words. */
  void add(List<String> terms) {
    Map<String, Integer> count = new HashMap<>();
    for (String term : terms) {
      if (asked.terms().contains(term) || asked.lateTerms().contains(term)) {
        count.merge(term, 1, Integer::sum);
      }
    }
    Set<String> distinct = new HashSet<>(count.keySet());
    distinct.forEach(term -> having.merge(term, 1, Integer::sum));
    counts.add(count);
    lengths.add(terms.size());
    total += terms.size();
  }

  /** The score of an entry; 0 if it has no word of the question. */
  double score(int entry) {
    double average = Math.max(1, (double) total / counts.size());
    double length = K1 * (1 - B + B * lengths.get(entry) / average);
    double score = 0;
    // In the order of the question, so that sums are the same in every run.
    for (String term : asked.terms()) {
      score += score(entry, term, length);
    }
    for (String term : asked.lateTerms()) {
      score += LATE * score(entry, term, length);
    }
    return score;
  }

  private double score(int entry, String term, double length) {
    int count = counts.get(entry).getOrDefault(term, 0);
    if (count == 0) {
      return 0;
    }
    int with = having.getOrDefault(term, 0);
    double rarity = Math.log(1 + (counts.size() - with + 0.5) / (with + 0.5));
    return rarity * count * (K1 + 1) / (count + length);
  }
}
