package dev.penstock.provider.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * How long a server asks to wait: {@code retry-after-ms}, or {@code Retry-After} in seconds, with
 * or without a fraction, or as an HTTP date (RFC 9110, 10.2.3). From nothing to five minutes.
 */
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private RetryAfter() {}

  static @Nullable Duration of(
      @Nullable String milliseconds, @Nullable String secondsOrDate, Instant now) {
    Duration precise = number(milliseconds, 1e6);
    if (precise != null) {
      return precise;
    }
    Duration seconds = number(secondsOrDate, 1e9);
    return seconds != null || secondsOrDate == null ? seconds : until(secondsOrDate.strip(), now);
  }

  /** A duration as Google writes it, such as {@code 46s} or {@code 0.5s}; null if it is none. */
  static @Nullable Duration ofSeconds(@Nullable String text) {
    return text != null && text.endsWith("s")
        ? number(text.substring(0, text.length() - 1), 1e9)
        : null;
  }

  private static @Nullable Duration number(@Nullable String text, double nanosPerUnit) {
    if (text == null || !text.strip().matches("[+-]?\\d{1,15}(\\.\\d{0,15})?")) {
      return null;
    }
    double nanos = Double.parseDouble(text.strip()) * nanosPerUnit;
    return Duration.ofNanos((long) Math.clamp(nanos, 0, (double) LONGEST.toNanos()));
  }

  private static @Nullable Duration until(String date, Instant now) {
    try {
      Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(now, then);
      if (wait.isNegative()) {
        return Duration.ZERO;
      }
      return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
