package dev.penstock.core.policy;

import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.Share;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads values that carry a unit: {@code 30s}, {@code 500.00 USD}, {@code 85%}. */
final class UnitText {
  static final String DURATION = "[0-9]{1,18}(?:ms|s|m|h|d)";

  private static final Pattern WITH_UNIT = Pattern.compile("(-?)([0-9]{1,18})(ms|s|m|h|d)");
  private static final Pattern BARE_NUMBER = Pattern.compile("-?[0-9][0-9_]*(\\.[0-9]+)?");
  private static final Duration LONGEST = Duration.ofDays(36_500);
  private static final String DURATION_FORM =
      "expected a duration such as 500ms, 30s, 2m, 24h or 7d";
  private static final int NANO_PLACES = 9;

  private UnitText() {}

  static Duration duration(String text) throws BadValueException {
    Matcher matcher = WITH_UNIT.matcher(text);
    if (!matcher.matches()) {
      boolean bare = BARE_NUMBER.matcher(text).matches();
      throw new BadValueException(
          bare ? "DURATION_UNIT" : "DURATION", DURATION_FORM + (bare ? ", with its unit" : ""));
    }
    long count = Long.parseLong(matcher.group(2));
    if (count == 0 || !matcher.group(1).isEmpty()) {
      throw new BadValueException("RANGE", "expected a duration of more than 0");
    }
    Duration unit =
        switch (matcher.group(3)) {
          case "ms" -> Duration.ofMillis(1);
          case "s" -> Duration.ofSeconds(1);
          case "m" -> Duration.ofMinutes(1);
          case "h" -> Duration.ofHours(1);
          default -> Duration.ofDays(1);
        };
    if (count > LONGEST.dividedBy(unit)) {
      throw new BadValueException("RANGE", "expected a duration of at most 100 years");
    }
    return unit.multipliedBy(count);
  }

  static Usd usd(String text) throws BadValueException {
    boolean hasUnit = text.endsWith(" USD");
    BigDecimal dollars;
    try {
      dollars = NumberText.decimal(hasUnit ? text.substring(0, text.length() - 4).strip() : text);
    } catch (BadValueException e) {
      throw new BadValueException(
          hasUnit || !e.code().equals("TYPE") ? e.code() : "UNIT",
          "expected an amount such as 500.00 USD");
    }
    if (!hasUnit) {
      throw new BadValueException("UNIT", "expected an amount with its unit, such as 500.00 USD");
    }
    if (dollars.signum() < 0) {
      throw new BadValueException("RANGE", "expected an amount that is not negative");
    }
    if (dollars.stripTrailingZeros().scale() > NANO_PLACES) {
      throw new BadValueException("PRECISION", "expected at most nine decimal places");
    }
    try {
      return Usd.of(dollars);
    } catch (ArithmeticException e) {
      throw new BadValueException("RANGE", "expected an amount below 9.2 billion USD");
    }
  }

  static Share share(String text) throws BadValueException {
    if (!text.endsWith("%")) {
      throw new BadValueException("UNIT", "expected a share with its percent sign, such as 85%");
    }
    BigDecimal percent = NumberText.decimal(text.substring(0, text.length() - 1));
    try {
      return new Share(percent);
    } catch (IllegalArgumentException e) {
      throw new BadValueException("RANGE", "expected a share from 0% to 100%");
    }
  }
}
