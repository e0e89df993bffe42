package dev.penstock.core.prune;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a text refers to by number: ids, amounts and days, written in one way each, so that
 * {@code #JKT-78945} and {@code jkt 78945}, {@code $149.90} and {@code 149.9}, {@code 2026-01-10}
 * and {@code January 10th} have something in common. A day counts without its year.
 */
final class References {
  private static final int LONGEST = 128;
  private static final int LONG_NUMBER = 4;
  private static final BigDecimal LARGE = BigDecimal.valueOf(100);
  private static final String CURRENCIES = "$€£¥₹₽₩";
  private static final Set<String> CURRENCY_WORDS =
      Set.of("usd", "eur", "gbp", "chf", "jpy", "dollar", "dollars", "euro", "euros", "pounds");
  private static final Set<String> BEFORE_IDS =
      Set.of("order", "orders", "number", "no", "nr", "id", "invoice", "ticket", "case", "#");
  private static final Map<String, Integer> MONTHS =
      Map.ofEntries(
          Map.entry("jan", 1),
          Map.entry("feb", 2),
          Map.entry("mar", 3),
          Map.entry("apr", 4),
          Map.entry("may", 5),
          Map.entry("jun", 6),
          Map.entry("jul", 7),
          Map.entry("aug", 8),
          Map.entry("sep", 9),
          Map.entry("oct", 10),
          Map.entry("nov", 11),
          Map.entry("dec", 12));
  private static final Set<String> MONTH_NAMES =
      Set.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "sept",
          "october",
          "november",
          "december");

  private final String text;
  private final Set<String> found = new HashSet<>();

  /** Whether a list of ids goes on, as in "orders 41, 42 and 43". */
  private boolean listing;

  private References(String text) {
    this.text = text;
  }

  /** What a text refers to. */
  static Set<String> in(String text) {
    References references = new References(text);
    references.scan();
    return references.found;
  }

  /** What a value of JSON refers to, which is a number or an id although nothing says so. */
  static Set<String> inValue(String value) {
    Set<String> found = in(value);
    if (!value.isEmpty() && value.length() <= LONGEST && digits(value) == value.length()) {
      found.add("id " + value);
    }
    BigDecimal amount = amount(value);
    if (amount != null) {
      found.add(amountOf(amount));
    }
    return found;
  }

  /** Whether two sets have something in common. */
  static boolean meet(Set<String> some, Set<String> others) {
    boolean fewerFirst = some.size() <= others.size();
    Set<String> fewer = fewerFirst ? some : others;
    Set<String> more = fewerFirst ? others : some;
    return !fewer.isEmpty() && fewer.stream().anyMatch(more::contains);
  }

  private void scan() {
    String before = "";
    int at = 0;
    while (at < text.length()) {
      if (!Character.isLetterOrDigit(text.charAt(at))) {
        if (text.charAt(at) == '#') {
          before = "#";
        }
        at++;
        continue;
      }
      int end = end(at);
      if (end - at <= LONGEST) {
        String token = text.substring(at, end).toLowerCase(Locale.ROOT);
        take(token, before, at, end);
        listing = goesOn(token, before);
        // "the 9th of January"
        before = token.equals("of") && dayOf(before) != null ? before : token;
      } else {
        before = "";
        listing = false;
      }
      at = end;
    }
  }

  private boolean goesOn(String token, String before) {
    return digits(token) == token.length()
        ? listing || BEFORE_IDS.contains(before)
        : listing && (token.equals("and") || token.equals("or"));
  }

  private int end(int start) {
    int end = start + 1;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (!Character.isLetterOrDigit(c) && !joins(c, end)) {
        break;
      }
      end++;
    }
    return end;
  }

  private boolean joins(char c, int at) {
    if (at + 1 == text.length()) {
      return false;
    }
    char before = text.charAt(at - 1);
    char after = text.charAt(at + 1);
    return switch (c) {
      case '-', '_' -> Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after);
      case '.', ',', '/', ':' -> Character.isDigit(before) && Character.isDigit(after);
      default -> false;
    };
  }

  private void take(String token, String before, int start, int end) {
    int digits = digits(token);
    if (digits == 0) {
      month(token, before, end);
      if (isCode(token, start, end)) {
        found.add("id " + plain(token));
      }
      return;
    }
    if (Days.in(token, found)) {
      return;
    }
    Integer day = dayOf(token);
    if (day != null && monthOf(before) != 0) {
      found.add(Days.of(monthOf(before), day));
    }
    BigDecimal amount = amount(token);
    if (amount != null
        && (amount.scale() > 0 || amount.compareTo(LARGE) >= 0 || isMoney(start, end, before))) {
      found.add(amountOf(amount));
    }
    if (token.indexOf(':') < 0 && (amount == null || amount.scale() <= 0)) {
      id(token, digits, before);
    }
  }

  private void id(String token, int digits, String before) {
    String plain = plain(token);
    if (digits == plain.length()) {
      boolean listed = listing && digits > 1;
      if (digits >= LONG_NUMBER || listed || BEFORE_IDS.contains(before)) {
        found.add("id " + plain);
      }
      return;
    }
    if (plain.length() >= 3 && dayOf(token) == null) {
      found.add("id " + plain);
    }
    int from = 0;
    for (int i = 0; i <= plain.length(); i++) {
      if (i == plain.length() || !isDigit(plain.charAt(i))) {
        if (i - from >= LONG_NUMBER) {
          found.add("id " + plain.substring(from, i));
        }
        from = i + 1;
      }
    }
  }

  /** A day follows a month's name, or stands before it. */
  private void month(String token, String before, int end) {
    int month = monthOf(token);
    Integer day = dayOf(before);
    if (month != 0 && day != null && !text.startsWith("#", Math.max(0, end))) {
      found.add(Days.of(month, day));
    }
  }

  private static int monthOf(String word) {
    return word.length() == 3 || MONTH_NAMES.contains(word)
        ? MONTHS.getOrDefault(word.substring(0, Math.min(3, word.length())), 0)
        : 0;
  }

  /** The day of a month that a word such as {@code 10} or {@code 10th} may be, or null. */
  private static @Nullable Integer dayOf(String word) {
    int digits = 0;
    while (digits < word.length() && isDigit(word.charAt(digits))) {
      digits++;
    }
    String rest = word.substring(digits);
    if (digits == 0 || digits > 2 || !Set.of("", "st", "nd", "rd", "th").contains(rest)) {
      return null;
    }
    int day = Integer.parseInt(plain(word).substring(0, digits));
    return day >= 1 && day <= 31 ? day : null;
  }

  private boolean isMoney(int start, int end, String before) {
    if (start > 0 && CURRENCIES.indexOf(text.charAt(start - 1)) >= 0) {
      return true;
    }
    int next = end;
    while (next < text.length() && next - end < 2 && Character.isSpaceChar(text.charAt(next))) {
      next++;
    }
    if (next == text.length()) {
      return CURRENCY_WORDS.contains(before);
    }
    if (CURRENCIES.indexOf(text.charAt(next)) >= 0) {
      return true;
    }
    int last = next;
    while (last < text.length() && last - next < 8 && Character.isLetter(text.charAt(last))) {
      last++;
    }
    return CURRENCY_WORDS.contains(text.substring(next, last).toLowerCase(Locale.ROOT))
        || CURRENCY_WORDS.contains(before);
  }

  /** A code without digits, such as {@code JACKET-BLUE-L}. */
  private boolean isCode(String token, int start, int end) {
    long joints = token.chars().filter(c -> c == '-' || c == '_').count();
    return token.length() >= 5
        && (joints >= 2
            || (joints == 1
                && text.substring(start, end).chars().noneMatch(Character::isLowerCase)));
  }

  /** A number with points or commas as an amount, or null if it is none. */
  private static @Nullable BigDecimal amount(String token) {
    if (token.isEmpty() || token.length() > 20) {
      return null;
    }
    StringBuilder number = new StringBuilder(token.length());
    int separator = Math.max(token.lastIndexOf('.'), token.lastIndexOf(','));
    boolean decimals =
        separator >= 0
            && (token.length() - separator - 1 != 3
                || (token.charAt(separator) == '.'
                    && token.indexOf('.') == separator
                    && token.indexOf(',') < 0
                    && separator > 3));
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (isDigit(c)) {
        number.append((char) ('0' + Character.digit(c, 10)));
      } else if (i == separator && decimals) {
        number.append('.');
      } else if (c != '.' && c != ',') {
        return null;
      }
    }
    if (number.isEmpty() || number.toString().equals(".")) {
      return null;
    }
    return new BigDecimal(number.toString());
  }

  private static String amountOf(BigDecimal amount) {
    return "amount " + amount.stripTrailingZeros().toPlainString();
  }

  /** Letters and digits alone. */
  private static String plain(String token) {
    StringBuilder plain = new StringBuilder(token.length());
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (isDigit(c)) {
        plain.append((char) ('0' + Character.digit(c, 10)));
      } else if (Character.isLetter(c)) {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private static int digits(String token) {
    return (int) token.chars().filter(Character::isDigit).count();
  }

  private static boolean isDigit(char c) {
    return Character.isDigit(c);
  }
}
