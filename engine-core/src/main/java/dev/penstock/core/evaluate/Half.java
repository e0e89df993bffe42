package dev.penstock.core.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One half of a set: what is in the cache, and what is asked. Numbers are positions in the set.
 *
 * @param stored the questions answered before
 * @param asked the questions asked then
 * @param mustMiss how many of those have no right answer in the cache
 */
record Half(List<Integer> stored, List<Integer> asked, int mustMiss) {
  private static final double UNKNOWN = 0.3;

  /**
   * Splits a set in two so that no label is in both. The questions of {@code outside} are divided
   * at random: nothing is right for them.
   */
  static List<List<Integer>> split(List<Labelled> set, String outside, long seed) {
    Random random = new Random(seed);
    List<String> labels =
        new ArrayList<>(new TreeSet<>(set.stream().map(Labelled::label).toList()));
    labels.remove(outside);
    Collections.shuffle(labels, random);
    Set<String> first = new HashSet<>(labels.subList(0, labels.size() / 2));
    List<List<Integer>> halves = List.of(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < set.size(); i++) {
      String label = set.get(i).label();
      boolean isFirst = label.equals(outside) ? random.nextBoolean() : first.contains(label);
      halves.get(isFirst ? 0 : 1).add(i);
    }
    return halves;
  }

  /**
   * Draws cache and questions. Three in ten answers are never in the cache, and all their questions
   * must miss: in a set with slots three in ten of those with slots, else of all. Of each other
   * answer half of the questions is stored and half asked.
   */
  static Half draw(List<Labelled> set, List<Integer> half, String outside, int most, long seed) {
    Random random = new Random(seed);
    Map<String, List<Integer>> answers = new TreeMap<>();
    half.forEach(i -> answers.computeIfAbsent(set.get(i).answer(), a -> new ArrayList<>()).add(i));
    Set<String> unknown = unknown(new ArrayList<>(answers.keySet()), random);
    List<Integer> stored = new ArrayList<>();
    List<Integer> asked = new ArrayList<>();
    answers.forEach(
        (answer, questions) -> {
          Collections.shuffle(questions, random);
          boolean never = unknown.contains(answer) || answer.equals(outside + "|");
          int middle = never ? 0 : questions.size() / 2;
          stored.addAll(questions.subList(0, middle));
          asked.addAll(questions.subList(middle, questions.size()));
        });
    Collections.shuffle(asked, random);
    return of(set, stored, asked.subList(0, Math.min(most, asked.size())));
  }

  /** A half with these questions, of which it is counted what must miss. */
  static Half of(List<Labelled> set, List<Integer> stored, List<Integer> asked) {
    Set<String> known = new HashSet<>(stored.stream().map(i -> set.get(i).answer()).toList());
    int mustMiss = (int) asked.stream().filter(i -> !known.contains(set.get(i).answer())).count();
    return new Half(List.copyOf(stored), List.copyOf(asked), mustMiss);
  }

  private static Set<String> unknown(List<String> answers, Random random) {
    List<String> slotted = answers.stream().filter(answer -> !answer.endsWith("|")).toList();
    List<String> candidates = new ArrayList<>(slotted.isEmpty() ? answers : slotted);
    Collections.shuffle(candidates, random);
    return new HashSet<>(candidates.subList(0, (int) Math.round(candidates.size() * UNKNOWN)));
  }
}
