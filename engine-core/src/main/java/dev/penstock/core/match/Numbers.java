package dev.penstock.core.match;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes numbers and ids in one way, so that equal ones have equal text. */
final class Numbers {
  /** Not "one", which is rarely a number. */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("zero", "0"),
          Map.entry("two", "2"),
          Map.entry("three", "3"),
          Map.entry("four", "4"),
          Map.entry("five", "5"),
          Map.entry("six", "6"),
          Map.entry("seven", "7"),
          Map.entry("eight", "8"),
          Map.entry("nine", "9"),
          Map.entry("ten", "10"),
          Map.entry("eleven", "11"),
          Map.entry("twelve", "12"),
          Map.entry("twenty", "20"),
          Map.entry("thirty", "30"),
          Map.entry("hundred", "100"),
          Map.entry("thousand", "1000"),
          Map.entry("million", "1000000"));

  private Numbers() {}

  /** A word in lower case as a number or id, or null if it is none. */
  static @Nullable String normal(String word) {
    boolean digit = false;
    for (int i = 0; i < word.length(); i++) {
      digit |= Character.isDigit(word.charAt(i));
    }
    if (!digit) {
      return WORDS.get(word);
    }
    StringBuilder normal = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '-' || (c == ',' && isThousands(word, i))) {
        continue;
      }
      normal.append(Character.isDigit(c) ? (char) ('0' + Character.digit(c, 10)) : c);
    }
    return withoutEmptyCents(normal.toString());
  }

  /** A comma before exactly three digits separates thousands. */
  private static boolean isThousands(String word, int comma) {
    int end = comma + 1;
    while (end < word.length() && Character.isDigit(word.charAt(end))) {
      end++;
    }
    return end - comma == 4;
  }

  private static String withoutEmptyCents(String number) {
    return number.endsWith(".00") ? number.substring(0, number.length() - 3) : number;
  }
}
