package dev.penstock.core.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Halves of a set that is known by pairs: of each pair one text is stored and the other asked. */
final class PairHalf {
  private PairHalf() {}

  /** Splits a set in two so that no text is compared with one of the other half. */
  static List<List<Integer>> split(QuestionSet set, long seed) {
    int size = set.questions().size();
    Groups compared = new Groups(size);
    set.pairs().forEach(pair -> compared.join(pair.first(), pair.second()));
    TreeSet<Integer> all = new TreeSet<>();
    for (int i = 0; i < size; i++) {
      all.add(compared.of(i));
    }
    List<Integer> groups = new ArrayList<>(all);
    Collections.shuffle(groups, new Random(seed));
    Set<Integer> first = new HashSet<>(groups.subList(0, groups.size() / 2));
    List<List<Integer>> halves = List.of(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < size; i++) {
      halves.get(first.contains(compared.of(i)) ? 0 : 1).add(i);
    }
    return halves;
  }

  /** Draws cache and questions. A text of several pairs is in one of both only. */
  static Half draw(QuestionSet set, List<Integer> half, int most, long seed) {
    Random random = new Random(seed);
    Set<Integer> mine = new HashSet<>(half);
    List<QuestionSet.Pair> pairs =
        new ArrayList<>(set.pairs().stream().filter(pair -> mine.contains(pair.first())).toList());
    Collections.shuffle(pairs, random);
    Set<Integer> stored = new TreeSet<>();
    Set<Integer> asked = new TreeSet<>();
    for (QuestionSet.Pair pair : pairs) {
      boolean turned = random.nextBoolean();
      int one = turned ? pair.second() : pair.first();
      int other = turned ? pair.first() : pair.second();
      if (stored.contains(other) || asked.contains(one)) {
        int swapped = one;
        one = other;
        other = swapped;
      }
      if (!asked.contains(one) && !stored.contains(other)) {
        stored.add(one);
        asked.add(other);
      }
    }
    List<Integer> some = new ArrayList<>(asked);
    Collections.shuffle(some, random);
    return Half.of(
        set.questions(), List.copyOf(stored), some.subList(0, Math.min(most, some.size())));
  }
}
