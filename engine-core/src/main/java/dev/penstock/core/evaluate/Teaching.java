package dev.penstock.core.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A question and what it teaches about the easiest tier.
 *
 * @param target 0 if the easiest tier is enough, 1 if it is not
 */
record Teaching(String question, double target) {
  /** What a set of questions teaches. */
  record Set(List<Teaching> all, String summary) {
    Set {
      all = List.copyOf(all);
    }
  }

  /**
   * What labelled questions teach. Outcomes teach what a strong call gains: where both models were
   * right or both wrong it gains nothing, and that is between. Tiers teach whether they are the
   * easiest.
   *
   * @throws IllegalArgumentException if neither is known
   */
  static Set of(List<Query> queries, List<String> tiers) {
    boolean outcomes = queries.stream().allMatch(query -> query.outcome() != null);
    if (!outcomes && !queries.stream().allMatch(query -> query.tier() != null)) {
      throw new IllegalArgumentException(
          "nothing can be learned from questions alone: give the columns weak_correct and"
              + " strong_correct, or tier, or intent with --tiers");
    }
    List<Teaching> all = new ArrayList<>(queries.size());
    for (Query query : queries) {
      Query.Outcome outcome = query.outcome();
      double target;
      if (outcomes && outcome != null) {
        target = (1 + (outcome.strong() ? 1 : 0) - (outcome.weak() ? 1 : 0)) / 2.0;
      } else {
        target = tiers.getFirst().equals(Objects.requireNonNull(query.tier())) ? 0 : 1;
      }
      all.add(new Teaching(query.text(), target));
    }
    return new Set(all, all.size() + (outcomes ? " outcomes" : " questions with tiers"));
  }
}
