package dev.penstock.samples.gateway.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads options that have a unit, which are written as in a policy: {@code 32M}, {@code 30s}. */
final class Amount {
  private static final Pattern COUNT = Pattern.compile("([0-9]{1,12})([kM]?)");
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m|h|d)");

  private Amount() {}

  /** A number of things, such as bytes, that fits into an int. */
  static final class Count implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      Matcher count = COUNT.matcher(text);
      if (!count.matches()) {
        throw new TypeConversionException("'" + text + "' is no number such as 500, 16k or 32M");
      }
      long unit =
          switch (count.group(2)) {
            case "k" -> 1_000;
            case "M" -> 1_000_000;
            default -> 1;
          };
      long value = Long.parseLong(count.group(1)) * unit;
      if (value > Integer.MAX_VALUE) {
        throw new TypeConversionException("'" + text + "' is more than " + Integer.MAX_VALUE);
      }
      return (int) value;
    }
  }

  /** A time, which may be none at all. */
  static final class Time implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      Matcher time = TIME.matcher(text);
      if (!time.matches()) {
        throw new TypeConversionException(
            "'" + text + "' is no time with its unit such as 500ms, 30s, 2m, 24h or 7d");
      }
      long count = Long.parseLong(time.group(1));
      return switch (time.group(2)) {
        case "ms" -> Duration.ofMillis(count);
        case "s" -> Duration.ofSeconds(count);
        case "m" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        default -> Duration.ofDays(count);
      };
    }
  }
}
