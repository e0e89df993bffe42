package dev.penstock.core.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known about a question and the answer its neighbours speak for, in numbers. Their order
 * and meaning are part of the format of threshold files.
 */
final class Features {
  /** The version of order and meaning. */
  static final int VERSION = 2;

  static final List<String> NAMES =
      List.of(
          "similarity",
          "same-answer-3",
          "same-answer-8",
          "other-answer-1",
          "other-answer-3",
          "vote",
          "same-share",
          "same-share-5",
          "words",
          "rare-words",
          "letters",
          "length",
          "unseen-word",
          "unseen-words",
          "only-asked",
          "only-stored",
          "nearest-5",
          "nearest-all",
          "doubt",
          "support-close",
          "other-close",
          "open-close",
          "support-wide",
          "other-wide",
          "open-wide");

  /** Where votes lose a factor of e. */
  static final double TEMPERATURE = 0.05;

  private static final double NO_OTHER = 0.1;

  private final Phrase asked;
  private final List<Near> all;
  private final Set<String> stems;
  private final Set<String> content;
  private final Map<String, Integer> frequency = new HashMap<>();
  private final List<Set<String>> stored = new ArrayList<>();
  private final GaussianProcess close;
  private final GaussianProcess wide;

  /**
   * Takes a question and its neighbours.
   *
   * @param close a process that goes by the very nearest neighbours
   * @param wide a process that goes by all of them
   */
  Features(Phrase asked, List<Near> all, GaussianProcess close, GaussianProcess wide) {
    this.asked = asked;
    this.all = all;
    this.close = close;
    this.wide = wide;
    this.stems = asked.stems();
    this.content = asked.content();
    for (Near near : all) {
      Set<String> words = near.phrase().stems();
      stored.add(words);
      words.forEach(word -> frequency.merge(word, 1, Integer::sum));
    }
  }

  /** The weight of a word: the fewer of the neighbours have it, the more it says. */
  private double weight(String word) {
    return Math.log((all.size() + 1) / (frequency.getOrDefault(word, 0) + 0.5));
  }

  /**
   * The numbers for one answer.
   *
   * @param mine the neighbours that speak for it, nearest first
   * @param share their part of all votes
   */
  double[] of(List<Integer> mine, double share) {
    Near best = all.get(mine.getFirst());
    List<Integer> others = new ArrayList<>();
    List<Integer> theSame = new ArrayList<>();
    int sameOfFive = 0;
    for (int i = 0; i < all.size(); i++) {
      boolean same = all.get(i).answer().equals(best.answer());
      (same ? theSame : others).add(i);
      if (same && i < 5) {
        sameOfFive++;
      }
    }
    Set<String> its = stored.get(mine.getFirst());
    Set<String> itsContent = best.phrase().content();
    Set<String> covered = new HashSet<>();
    mine.forEach(i -> covered.addAll(stored.get(i)));
    double none = all.getLast().similarity() - NO_OTHER;
    return new double[] {
      best.similarity(),
      mean(mine, 3, none),
      mean(mine, 8, none),
      mean(others, 1, none),
      mean(others, 3, none),
      share,
      mine.size() / 32.0,
      sameOfFive / 5.0,
      overlap(stems, its, false),
      overlap(stems, its, true),
      overlap(trigrams(asked), trigrams(best.phrase()), false),
      Math.log(1 + asked.words().size()),
      heaviest(content, covered),
      sum(content, covered),
      heaviest(content, itsContent),
      heaviest(itsContent, content),
      mean(everyone(), 5, none),
      mean(everyone(), all.size(), none),
      Math.log(1e-3 + share * (1 - share)),
      close.support(theSame),
      other(others, close),
      close.variance(),
      wide.support(theSame),
      other(others, wide),
      wide.variance()
    };
  }

  /** What speaks for the best of the other answers. */
  private double other(List<Integer> others, GaussianProcess process) {
    Map<String, Double> supports = new HashMap<>();
    others.forEach(i -> supports.merge(all.get(i).answer(), process.weight(i), Double::sum));
    return supports.values().stream().mapToDouble(support -> support).max().orElse(0);
  }

  private List<Integer> everyone() {
    List<Integer> everyone = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      everyone.add(i);
    }
    return everyone;
  }

  private double mean(List<Integer> which, int most, double none) {
    return which.stream()
        .limit(most)
        .mapToDouble(i -> all.get(i).similarity())
        .average()
        .orElse(none);
  }

  private double overlap(Set<String> one, Set<String> other, boolean weighted) {
    double both = 0;
    double either = 0;
    for (String word : one) {
      double weight = weighted ? weight(word) : 1;
      either += weight;
      both += other.contains(word) ? weight : 0;
    }
    for (String word : other) {
      either += one.contains(word) ? 0 : weighted ? weight(word) : 1;
    }
    return either > 0 ? both / either : 0;
  }

  private double heaviest(Set<String> words, Set<String> without) {
    double most = 0;
    for (String word : words) {
      most = without.contains(word) ? most : Math.max(most, weight(word));
    }
    return most;
  }

  private double sum(Set<String> words, Set<String> without) {
    return words.stream()
        .filter(w -> !without.contains(w))
        .sorted()
        .mapToDouble(this::weight)
        .sum();
  }

  private static Set<String> trigrams(Phrase phrase) {
    String text = " " + String.join(" ", phrase.words()) + " ";
    Set<String> trigrams = new HashSet<>();
    for (int i = 0; i + 3 <= text.length(); i++) {
      trigrams.add(text.substring(i, i + 3));
    }
    return trigrams;
  }
}
