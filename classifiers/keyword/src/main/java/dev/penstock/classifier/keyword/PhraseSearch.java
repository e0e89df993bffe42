package dev.penstock.classifier.keyword;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Finds all phrases that occur in a text, in one walk over its words: the automaton of Aho and
 * Corasick (1975) with words in place of letters.
 */
final class PhraseSearch {
  private static final int ROOT = 0;
  private static final int NO_PHRASE = -1;

  private final Vocabulary vocabulary;
  private final Steps steps;

  /** The node of the longest proper suffix. */
  private final int[] fallback;

  /** The nearest node on the way of fallbacks where a phrase ends, or the root. */
  private final int[] shorter;

  /** The phrase that ends at a node. */
  private final int[] phrase;

  private PhraseSearch(
      Vocabulary vocabulary, Steps steps, int[] fallback, int[] shorter, int[] phrase) {
    this.vocabulary = vocabulary;
    this.steps = steps;
    this.fallback = fallback;
    this.shorter = shorter;
    this.phrase = phrase;
  }

  /** The numbers of the phrases in a folded text. */
  BitSet find(String folded) {
    BitSet found = new BitSet();
    int node = ROOT;
    for (Words words = Words.in(folded); words.advance(); ) {
      int word = vocabulary.find(folded, words);
      node = word == Vocabulary.UNKNOWN ? ROOT : next(node, word);
      collect(node, found);
    }
    return found;
  }

  private int next(int from, int word) {
    int node = from;
    int next = steps.get(node, word);
    while (next == ROOT && node != ROOT) {
      node = fallback[node];
      next = steps.get(node, word);
    }
    return next;
  }

  /** A phrase found before has brought its own suffixes with it, so the walk may stop there. */
  private void collect(int from, BitSet found) {
    int node = phrase[from] == NO_PHRASE ? shorter[from] : from;
    while (node != ROOT && !found.get(phrase[node])) {
      found.set(phrase[node]);
      node = shorter[node];
    }
  }

  /** Collects phrases; the same words get the same number. */
  static final class Builder {
    private final Vocabulary vocabulary = new Vocabulary();
    private final List<Map<Integer, Integer>> children = new ArrayList<>();
    private final List<Integer> phrases = new ArrayList<>();
    private int count;

    Builder() {
      addNode();
    }

    /** Adds a phrase of at least one word, and returns its number. */
    int add(String phrase) {
      String folded = Folding.fold(phrase);
      int node = ROOT;
      for (Words words = Words.in(folded); words.advance(); ) {
        int word = vocabulary.add(folded, words);
        node = children.get(node).computeIfAbsent(word, absent -> addNode());
      }
      if (phrases.get(node) == NO_PHRASE) {
        phrases.set(node, count++);
      }
      return phrases.get(node);
    }

    private int addNode() {
      children.add(new HashMap<>());
      phrases.add(NO_PHRASE);
      return children.size() - 1;
    }

    PhraseSearch build() {
      Steps steps = new Steps(children.size());
      int[] fallback = new int[children.size()];
      int[] shorter = new int[children.size()];
      int[] phrase = phrases.stream().mapToInt(Integer::intValue).toArray();
      PhraseSearch search = new PhraseSearch(vocabulary, steps, fallback, shorter, phrase);

      for (int node = 0; node < children.size(); node++) {
        int from = node;
        children.get(node).forEach((word, to) -> steps.put(from, word, to));
      }
      Queue<Integer> breadthFirst = new ArrayDeque<>(children.get(ROOT).values());
      while (!breadthFirst.isEmpty()) {
        int node = breadthFirst.remove();
        children
            .get(node)
            .forEach(
                (word, child) -> {
                  int suffix = search.next(fallback[node], word);
                  fallback[child] = suffix;
                  shorter[child] = phrase[suffix] == NO_PHRASE ? shorter[suffix] : suffix;
                  breadthFirst.add(child);
                });
      }
      return search;
    }
  }
}
