package dev.penstock.core.word;

import java.util.Collection;
import java.util.Locale;

/** Finds the known word that an unknown one was probably meant to be. */
public final class Spelling {
  private static final int LONGEST = 64;

  private Spelling() {}

  /** {@code , did you mean `word`?}, or nothing if no known word is near. */
  public static String hint(String word, Collection<String> known) {
    if (word.length() > LONGEST) {
      return "";
    }
    String folded = fold(word);
    String best = "";
    int least = 1 + folded.length() / 4;
    for (String candidate : known) {
      if (Math.abs(candidate.length() - folded.length()) <= least) {
        int distance = distance(folded, fold(candidate));
        if (distance < least || (distance == least && best.isEmpty())) {
          best = candidate;
          least = distance;
        }
      }
    }
    return best.isEmpty() ? "" : ", did you mean " + Quoted.of(best) + "?";
  }

  private static String fold(String word) {
    boolean camelCase = word.chars().anyMatch(Character::isLowerCase);
    return (camelCase ? KebabCase.of(word) : word.toLowerCase(Locale.ROOT)).replace('_', '-');
  }

  /** Levenshtein's distance, with a swap of two neighbours as one step. */
  private static int distance(String a, String b) {
    int[][] steps = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      steps[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      steps[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        steps[i][j] =
            Math.min(Math.min(steps[i - 1][j], steps[i][j - 1]) + 1, steps[i - 1][j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
      }
    }
    return steps[a.length()][b.length()];
  }
}
