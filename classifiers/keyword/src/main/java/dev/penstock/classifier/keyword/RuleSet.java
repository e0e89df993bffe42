package dev.penstock.classifier.keyword;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All rules, matched together: each phrase that occurs is counted for the rules that ask for it.
 */
final class RuleSet {
  private static final int ANY = 0;
  private static final int ALL = 1;
  private static final int NONE = 2;
  private static final int KINDS = 3;

  private final List<CompiledRule> rules = new ArrayList<>();
  private final PhraseSearch search;

  /** For each phrase the counters it raises: rule times {@link #KINDS}, plus the kind. */
  private final int[][] counters;

  RuleSet(List<KeywordRule> sources) {
    PhraseSearch.Builder phrases = new PhraseSearch.Builder();
    List<List<Integer>> raised = new ArrayList<>();
    for (KeywordRule rule : sources) {
      int first = rules.size() * KINDS;
      add(rule.any(), first + ANY, phrases, raised);
      add(rule.none(), first + NONE, phrases, raised);
      rules.add(CompiledRule.of(rule, add(rule.all(), first + ALL, phrases, raised)));
    }
    search = phrases.build();
    counters =
        raised.stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
  }

  /** Adds phrases for a counter, and returns how many different ones they are. */
  private static int add(
      List<String> texts, int counter, PhraseSearch.Builder phrases, List<List<Integer>> raised) {
    Set<Integer> different = new HashSet<>();
    for (String text : texts) {
      int phrase = phrases.add(text);
      if (different.add(phrase)) {
        while (raised.size() <= phrase) {
          raised.add(new ArrayList<>());
        }
        raised.get(phrase).add(counter);
      }
    }
    return different.size();
  }

  /** The rules that match a normalised text, in order. */
  List<CompiledRule> match(String text) {
    int[] counts = count(search.find(Folding.fold(text)));
    Pieces pieces = new Pieces(text);
    List<CompiledRule> matches = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      CompiledRule rule = rules.get(i);
      int first = i * KINDS;
      if (counts[first + NONE] == 0
          && counts[first + ALL] == rule.all()
          && (!rule.needsOne() || counts[first + ANY] > 0 || rule.finds(text, pieces))) {
        matches.add(rule);
      }
    }
    return matches;
  }

  private int[] count(BitSet found) {
    int[] counts = new int[rules.size() * KINDS];
    for (int phrase = found.nextSetBit(0); phrase >= 0; phrase = found.nextSetBit(phrase + 1)) {
      for (int counter : counters[phrase]) {
        counts[counter]++;
      }
    }
    return counts;
  }
}
