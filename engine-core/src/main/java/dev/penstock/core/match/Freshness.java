package dev.penstock.core.match;

import java.util.List;
import java.util.Set;

/** Knows questions whose answer is another one by tomorrow. */
public final class Freshness {
  private static final Set<String> WORDS =
      Set.of(
          "now", "today", "tonight", "currently", "jetzt", "heute", "maintenant", "ahora", "hoy");
  private static final List<String> PHRASES =
      List.of("at the moment", "this minute", "this hour", "en ce moment");

  private Freshness() {}

  /** Whether the normalised question asks about the present. */
  public static boolean isAsked(String question) {
    for (String word : question.split("[^\\p{L}\\p{N}]+", -1)) {
      if (WORDS.contains(word)) {
        return true;
      }
    }
    return PHRASES.stream().anyMatch(question::contains);
  }
}
