package dev.penstock.classifier.learned;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the traits of a question. Words are English and German. */
final class Traits {
  private static final Set<String> CONDITIONS =
      Set.of(
          "if",
          "unless",
          "provided",
          "otherwise",
          "assuming",
          "wenn",
          "falls",
          "sofern",
          "ansonsten");
  private static final Set<String> CONJUNCTIONS =
      Set.of(
          "and",
          "or",
          "but",
          "also",
          "then",
          "while",
          "because",
          "therefore",
          "however",
          "although",
          "und",
          "oder",
          "aber",
          "sowie",
          "weil",
          "obwohl",
          "dann",
          "während");

  private Traits() {}

  /** How many there are of each. */
  static Map<Trait, Integer> of(String question) {
    String text = Excerpt.of(question);
    List<String> words = Words.of(text);
    Numerals numerals = Numerals.in(text);
    Map<Trait, Integer> counts = new EnumMap<>(Trait.class);
    counts.put(Trait.ORDERS, numerals.orders().size());
    counts.put(Trait.REQUESTS, Requests.in(text));
    counts.put(Trait.CONDITIONS, count(words, CONDITIONS));
    counts.put(Trait.QUESTIONS, questionMarks(text));
    counts.put(Trait.CONJUNCTIONS, count(words, CONJUNCTIONS));
    counts.put(Trait.NUMBERS, numerals.others());
    counts.put(Trait.LINES, (int) text.lines().filter(line -> !line.isBlank()).count());
    counts.put(Trait.WORDS, words.size());
    return counts;
  }

  private static int count(List<String> words, Set<String> wanted) {
    return (int) words.stream().filter(wanted::contains).count();
  }

  /** Several in a row are one. */
  private static int questionMarks(String text) {
    int count = 0;
    boolean before = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean mark = c == '?' || c == '？' || c == '؟';
      count += mark && !before ? 1 : 0;
      before = mark || (before && c == '!');
    }
    return count;
  }
}
