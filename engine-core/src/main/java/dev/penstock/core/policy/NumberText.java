package dev.penstock.core.policy;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers: whole ones such as {@code 500}, {@code 1_000}, {@code 128k}; plain decimals. */
final class NumberText {
  static final String WHOLE = "-?(?:0|[1-9][0-9]{0,2}(?:_[0-9]{3})+|[1-9][0-9]*)[kM]?";
  static final String DECIMAL = "-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?";

  private static final int MOST_DIGITS = 40;
  private static final int LARGEST_EXPONENT = 20;
  private static final Pattern WHOLE_NUMBER = Pattern.compile(WHOLE);
  private static final Pattern PLAIN_DECIMAL = Pattern.compile(DECIMAL);
  private static final Pattern FRACTION = Pattern.compile("-?[0-9]*\\.[0-9]+[kM]?");
  private static final Pattern WITH_EXPONENT =
      Pattern.compile("[-+]?[0-9]*\\.?[0-9]*[eE]([-+]?[0-9]+)");
  private static final Pattern NUMBER_LIKE =
      Pattern.compile("(?i)[-+$]?[0-9].*|[-+]?\\.(inf|nan)|nan|[-+]?inf(inity)?|\\$.*");

  private NumberText() {}

  static long whole(String text, long least, long most) throws BadValueException {
    if (!WHOLE_NUMBER.matcher(text).matches()) {
      throw new BadValueException(
          FRACTION.matcher(text).matches() || !NUMBER_LIKE.matcher(text).matches()
              ? "TYPE"
              : exponentCode(text),
          "expected a whole number such as 500, 1_000, 128k or 1M");
    }
    int end = text.length() - 1;
    long unit =
        switch (text.charAt(end)) {
          case 'k' -> 1_000;
          case 'M' -> 1_000_000;
          default -> 1;
        };
    try {
      String digits = (unit == 1 ? text : text.substring(0, end)).replace("_", "");
      long value = Math.multiplyExact(Long.parseLong(digits), unit);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException | ArithmeticException e) {
      throw outOfRange(most);
    }
    throw outOfRange(most);
  }

  static BigDecimal decimal(String text) throws BadValueException {
    if (!PLAIN_DECIMAL.matcher(text).matches()) {
      throw new BadValueException(
          NUMBER_LIKE.matcher(text).matches() ? exponentCode(text) : "TYPE",
          "expected a plain decimal number such as 0.25");
    }
    if (text.length() > MOST_DIGITS) {
      throw new BadValueException("RANGE", "expected at most " + MOST_DIGITS + " digits");
    }
    return new BigDecimal(text);
  }

  private static BadValueException outOfRange(long most) {
    return new BadValueException("RANGE", "expected a number of at most " + most);
  }

  private static String exponentCode(String text) {
    Matcher exponent = WITH_EXPONENT.matcher(text);
    if (!exponent.matches()) {
      return "NUMBER";
    }
    String digits = exponent.group(1).replaceFirst("[-+]?0*", "");
    boolean large =
        digits.length() > 2 || (!digits.isEmpty() && Integer.parseInt(digits) > LARGEST_EXPONENT);
    return large ? "RANGE" : "NUMBER";
  }
}
