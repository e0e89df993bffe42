package dev.penstock.core.match;

import java.util.List;

/** Knows questions whose answer is another one by tomorrow. */
public final class Freshness {
  private static final List<String> PHRASES =
      List.of(
          "now",
          "today",
          "tonight",
          "currently",
          "jetzt",
          "heute",
          "maintenant",
          "ahora",
          "hoy",
          "at the moment",
          "this minute",
          "this hour",
          "en ce moment");

  private Freshness() {}

  /** Whether the normalised question asks about the present. */
  public static boolean isAsked(String question) {
    for (String phrase : PHRASES) {
      if (says(question, phrase)) {
        return true;
      }
    }
    return false;
  }

  /** Looks for whole words without taking the question apart: every request comes by here. */
  private static boolean says(String question, String phrase) {
    for (int at = question.indexOf(phrase); at >= 0; at = question.indexOf(phrase, at + 1)) {
      int end = at + phrase.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(question.charAt(at - 1));
      boolean ends = end == question.length() || !Character.isLetterOrDigit(question.charAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }
}
