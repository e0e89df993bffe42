package dev.penstock.core.prune;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads days in figures; where day and month may be either way round, both are meant. */
final class Days {
  private static final Pattern YEAR_FIRST =
      Pattern.compile("[0-9]{4}[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:t.*)?");
  private static final Pattern YEAR_LAST =
      Pattern.compile("([0-9]{1,2})[-/.]([0-9]{1,2})[-/.](?:[0-9]{4}|[0-9]{2})");

  private Days() {}

  /** Adds the days that a word in lower case stands for; whether there is one. */
  static boolean in(String word, Set<String> found) {
    Matcher year = YEAR_FIRST.matcher(word);
    if (year.matches()) {
      return add(number(year, 1), number(year, 2), found);
    }
    Matcher last = YEAR_LAST.matcher(word);
    if (!last.matches()) {
      return false;
    }
    boolean monthFirst = add(number(last, 1), number(last, 2), found);
    boolean dayFirst = add(number(last, 2), number(last, 1), found);
    return monthFirst || dayFirst;
  }

  static String of(int month, int day) {
    return String.format(Locale.ROOT, "day %02d-%02d", month, day);
  }

  private static boolean add(int month, int day, Set<String> found) {
    boolean valid = month >= 1 && month <= 12 && day >= 1 && day <= 31;
    if (valid) {
      found.add(of(month, day));
    }
    return valid;
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
