package dev.penstock.core.recall;

import java.util.Locale;

/** Normalises questions: case, runs of white space, and marks at the end make no difference. */
final class Question {
  private Question() {}

  static String normalise(String question) {
    StringBuilder normal = new StringBuilder(question.length());
    boolean gap = false;
    for (int i = 0; i < question.length(); i++) {
      char c = question.charAt(i);
      if (c <= ' ' || Character.isWhitespace(c) || c == '\u00a0') {
        gap = !normal.isEmpty();
      } else {
        if (gap) {
          normal.append(' ');
          gap = false;
        }
        normal.append(c);
      }
    }
    int end = normal.length();
    while (end > 0 && endsQuestion(normal.charAt(end - 1))) {
      end--;
    }
    if (end == 0) {
      return normal.toString();
    }
    normal.setLength(end);
    return normal.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean endsQuestion(char c) {
    return c == '.' || c == '?' || c == '!' || c == ' ' || c == '\u2026';
  }
}
