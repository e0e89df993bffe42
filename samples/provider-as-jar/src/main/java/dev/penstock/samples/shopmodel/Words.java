package dev.penstock.samples.shopmodel;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of a text.
 *
 * @param all each word once, in lower case
 */
record Words(Set<String> all) {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  static Words of(String text) {
    return new Words(
        WORD.matcher(text.toLowerCase(Locale.ROOT))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** The words in both over the words in either (Jaccard), 0 to 1. */
  double overlap(Words other) {
    Set<String> both = new HashSet<>(all);
    both.retainAll(other.all);
    int either = all.size() + other.all.size() - both.size();
    return either == 0 ? 0 : (double) both.size() / either;
  }
}
