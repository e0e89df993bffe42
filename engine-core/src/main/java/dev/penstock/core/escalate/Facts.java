package dev.penstock.core.escalate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text names exactly, each by its plain form and as it was written.
 *
 * @param ids ids of orders and the like
 * @param amounts amounts of money
 * @param dates days
 */
record Facts(Map<String, String> ids, Map<String, String> amounts, Map<String, String> dates) {
  private static final int LONGEST = 20_000;
  private static final int LEAST_DIGITS = 3;
  private static final String MONTH =
      "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober"
          + "|ember)?";
  private static final Pattern DATE =
      Pattern.compile(
          "\\b(?:(\\d{4})-(\\d{1,2})-(\\d{1,2})|(\\d{1,2})[/.](\\d{1,2})[/.](?:\\d{4}|\\d{2})|"
              + MONTH
              + "\\.? (\\d{1,2})(?:st|nd|rd|th)?|(\\d{1,2})(?:st|nd|rd|th)?\\.? (?:of )?"
              + MONTH
              + ")\\b");
  private static final Pattern AMOUNT =
      Pattern.compile(
          "[$\u20ac\u00a3\u00a5] ?(\\d[\\d,]{0,15}(?:\\.\\d{1,2})?)(?![\\d.,]*\\d)|(?<![\\d.,])"
              + "(\\d[\\d,]{0,15}(?:\\.\\d{1,2})?) ?(?:\u20ac|\u00a3|(?:usd|eur|gbp|dollars?|euros?"
              + "|pounds?)\\b)");
  private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]{0,15}(?:\\.\\d{1,2})?");
  private static final Pattern ID =
      Pattern.compile(
          "#[a-z0-9][a-z0-9-]{1,39}|\\b(?=[a-z-]{0,12}\\d)(?=[\\d-]{0,20}[a-z])[a-z0-9][a-z0-9-]{4,38}"
              + "[a-z0-9]\\b|(?<![\\d.,$\u20ac\u00a3-])\\d{5,20}(?![\\d.,-]*\\d)");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final Facts NONE = new Facts(Map.of(), Map.of(), Map.of());

  static Facts of(String text) {
    if (text.chars().noneMatch(c -> c >= '0' && c <= '9')) {
      return NONE;
    }
    String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    String lower = cut.toLowerCase(Locale.ROOT);
    String written = lower.length() == cut.length() ? cut : lower;
    StringBuilder rest = new StringBuilder(lower);
    Map<String, String> dates = new LinkedHashMap<>();
    Matcher date = DATE.matcher(lower);
    while (date.find()) {
      dates.putIfAbsent(day(date), written.substring(date.start(), date.end()));
      blank(rest, date);
    }
    Map<String, String> amounts = new LinkedHashMap<>();
    Matcher amount = AMOUNT.matcher(rest.toString());
    while (amount.find()) {
      String digits = amount.group(1) == null ? amount.group(2) : amount.group(1);
      amounts.putIfAbsent(plain(digits), written.substring(amount.start(), amount.end()));
      blank(rest, amount);
    }
    Map<String, String> ids = new LinkedHashMap<>();
    Matcher id = ID.matcher(rest);
    while (id.find()) {
      String found = id.group();
      if (isId(found)) {
        ids.putIfAbsent(plainId(found), written.substring(id.start(), id.end()));
      }
    }
    return new Facts(ids, amounts, dates);
  }

  boolean isEmpty() {
    return ids.isEmpty() && amounts.isEmpty() && dates.isEmpty();
  }

  /** All of them as they were written. */
  List<String> all() {
    List<String> all = new ArrayList<>(ids.values());
    all.addAll(amounts.values());
    all.addAll(dates.values());
    return all;
  }

  /** Every number in a text that is no part of a date or an id, in order. */
  static Set<String> numbers(String text) {
    StringBuilder rest = new StringBuilder(text.toLowerCase(Locale.ROOT));
    Matcher date = DATE.matcher(rest.toString());
    while (date.find()) {
      blank(rest, date);
    }
    Matcher id = ID.matcher(rest.toString());
    while (id.find()) {
      if (id.group().chars().anyMatch(c -> c < '0' || c > '9') && isId(id.group())) {
        blank(rest, id);
      }
    }
    Set<String> numbers = new LinkedHashSet<>();
    Matcher number = NUMBER.matcher(rest);
    while (number.find()) {
      numbers.add(plain(number.group()));
    }
    return numbers;
  }

  /** Not "30-day", nor other words with a short number. */
  private static boolean isId(String found) {
    long digits = found.chars().filter(c -> c >= '0' && c <= '9').count();
    return found.startsWith("#") ? digits > 0 : digits >= LEAST_DIGITS;
  }

  static String plainId(String id) {
    return id.replace("#", "").replace("-", "");
  }

  private static void blank(StringBuilder text, Matcher found) {
    for (int i = found.start(); i < found.end(); i++) {
      text.setCharAt(i, ' ');
    }
  }

  /** Month and day, the lower first where nobody can tell them apart. */
  private static String day(Matcher date) {
    if (date.group(2) != null) {
      return sorted(Integer.parseInt(date.group(2)), Integer.parseInt(date.group(3)));
    }
    if (date.group(4) != null) {
      return sorted(Integer.parseInt(date.group(4)), Integer.parseInt(date.group(5)));
    }
    String month = date.group(6) == null ? date.group(9) : date.group(6);
    String day = date.group(6) == null ? date.group(8) : date.group(7);
    return sorted(MONTHS.indexOf(month) + 1, Integer.parseInt(day));
  }

  private static String sorted(int one, int other) {
    return Math.min(one, other) + "-" + Math.max(one, other);
  }

  private static String plain(String digits) {
    return new BigDecimal(digits.replace(",", "")).stripTrailingZeros().toPlainString();
  }
}
