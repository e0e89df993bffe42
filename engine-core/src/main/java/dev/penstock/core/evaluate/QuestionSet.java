package dev.penstock.core.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Questions to measure recall on.
 *
 * @param questions the questions, with what tells their answers apart
 * @param pairs which of them were compared, if that is all that is known of them; else empty
 */
public record QuestionSet(List<Labelled> questions, List<Pair> pairs) {
  /** Copies the lists. */
  public QuestionSet {
    questions = List.copyOf(questions);
    pairs = List.copyOf(pairs);
  }

  /**
   * Two questions that were compared.
   *
   * @param first the position of one
   * @param second the position of the other
   */
  public record Pair(int first, int second) {}

  /**
   * Two texts and whether they ask the same.
   *
   * @param first one text
   * @param second the other
   * @param same whether an answer to one answers the other
   */
  public record TextPair(String first, String second, boolean same) {}

  /**
   * A set of pairs of texts. What is the same as a third text is the same; two texts that nobody
   * has compared are taken for different.
   */
  public static QuestionSet ofPairs(List<TextPair> texts) {
    Map<String, Integer> places = new LinkedHashMap<>();
    List<Pair> pairs = new ArrayList<>();
    for (TextPair pair : texts) {
      int first = place(places, pair.first());
      int second = place(places, pair.second());
      if (first != second) {
        pairs.add(new Pair(first, second));
      }
    }
    Groups same = new Groups(places.size());
    for (TextPair pair : texts) {
      if (pair.same()) {
        same.join(place(places, pair.first()), place(places, pair.second()));
      }
    }
    List<Labelled> questions = new ArrayList<>();
    places.forEach(
        (text, place) -> questions.add(new Labelled(text, "same as " + same.of(place), "")));
    return new QuestionSet(questions, pairs);
  }

  private static int place(Map<String, Integer> places, String text) {
    Integer known = places.putIfAbsent(text, places.size());
    return known == null ? places.size() - 1 : known;
  }

  /** How many of the pairs ask the same. */
  public long samePairs() {
    return pairs.stream()
        .filter(
            pair ->
                questions.get(pair.first()).answer().equals(questions.get(pair.second()).answer()))
        .count();
  }
}
