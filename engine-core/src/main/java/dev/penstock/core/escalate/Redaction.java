package dev.penstock.core.escalate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hides what nobody should read in a summary: card numbers, passwords, keys. */
final class Redaction {
  private static final String HIDDEN = "[hidden]";
  private static final Pattern DIGITS = Pattern.compile("(?<!\\d)\\d(?:[ -]?\\d){12,18}(?!\\d)");
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)\\b(password|passcode|passphrase|pin(?: code)?|cvv|cvc|secret|token|api[ _-]?key)"
              + "( is|:| =|=)( )?\\S{1,200}");
  private static final Pattern KEY =
      Pattern.compile(
          "\\b(?:sk|pk|rk|ghp|xox[a-z])[-_][A-Za-z0-9_-]{12,200}|\\b[A-Za-z0-9+/_]{40,200}");

  private Redaction() {}

  static String of(String text) {
    Matcher digits = DIGITS.matcher(text);
    String cards =
        digits.replaceAll(found -> isCard(found.group()) ? HIDDEN : quoted(found.group()));
    String secrets =
        SECRET
            .matcher(cards)
            .replaceAll(found -> quoted(found.group(1) + found.group(2) + " " + HIDDEN));
    return KEY.matcher(secrets).replaceAll(quoted(HIDDEN));
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }

  /** By the check digit of Luhn (ISO/IEC 7812). */
  private static boolean isCard(String written) {
    int sum = 0;
    int place = 0;
    for (int i = written.length() - 1; i >= 0; i--) {
      char c = written.charAt(i);
      if (c < '0' || c > '9') {
        continue;
      }
      int digit = c - '0';
      int counted = place % 2 == 1 ? digit * 2 : digit;
      sum += counted > 9 ? counted - 9 : counted;
      place++;
    }
    return sum % 10 == 0;
  }
}
