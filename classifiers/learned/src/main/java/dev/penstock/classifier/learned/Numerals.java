package dev.penstock.classifier.learned;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers of a text.
 *
 * @param orders different order numbers: numbers behind {@code #}, those of three digits and more
 *     behind a word such as {@code invoice}, letters and at least three digits together, and those
 *     of six digits and more
 * @param others how many other numbers there are: amounts, dates, sizes
 */
record Numerals(Set<String> orders, int others) {
  /** Possessive, so that no text makes it go back. */
  private static final Pattern TOKEN =
      Pattern.compile("[\\p{L}\\p{N}]++(?:[-./:,_][\\p{L}\\p{N}]++)*+");

  private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");
  private static final Pattern LETTERS_AND_DIGITS =
      Pattern.compile(
          "\\p{L}{1,6}[-_/]?\\p{Nd}{3,}+|\\p{Nd}{3,}+[-_]\\p{Nd}{3,}+(?:[-_]\\p{Nd}++)*+");
  private static final Pattern DIGITS = Pattern.compile("\\p{Nd}++");
  private static final int SHORT = 3;
  private static final int LONG = 6;
  private static final int LONGEST = 64;
  private static final Set<String> ANNOUNCING =
      Set.of(
          "order",
          "orders",
          "number",
          "no",
          "nr",
          "id",
          "invoice",
          "ticket",
          "case",
          "package",
          "bestellung",
          "bestellungen",
          "bestellnummer",
          "auftrag",
          "rechnung",
          "paket",
          "nummer");
  private static final Set<String> JOINING =
      Set.of("and", "or", "und", "oder", "no", "nr", "number");

  Numerals {
    orders = Set.copyOf(orders);
  }

  static Numerals in(String text) {
    Set<String> orders = new TreeSet<>();
    int others = 0;
    boolean announced = false;
    boolean afterOrder = false;
    Matcher tokens = TOKEN.matcher(text);
    while (tokens.find()) {
      int end = Math.min(tokens.end(), tokens.start() + LONGEST);
      String token = text.substring(tokens.start(), end).toLowerCase(Locale.ROOT);
      if (!DIGIT.matcher(token).find()) {
        announced = ANNOUNCING.contains(token) || (afterOrder && JOINING.contains(token));
        continue;
      }
      char before = tokens.start() == 0 ? ' ' : text.charAt(tokens.start() - 1);
      boolean whole = DIGITS.matcher(token).matches();
      boolean order =
          before != '+'
              && !isMoney(before)
              && (LETTERS_AND_DIGITS.matcher(token).matches()
                  || (whole
                      && (before == '#'
                          || (announced && token.length() >= SHORT)
                          || token.length() >= LONG)));
      if (order) {
        orders.add(token);
      } else {
        others++;
      }
      afterOrder = order;
      announced =
          order
              && List.of(",", "&", "/", "+").stream()
                  .anyMatch(mark -> text.startsWith(mark, tokens.end()));
    }
    return new Numerals(orders, others);
  }

  private static boolean isMoney(char before) {
    return Character.getType(before) == Character.CURRENCY_SYMBOL;
  }
}
