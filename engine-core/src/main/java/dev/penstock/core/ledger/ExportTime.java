package dev.penstock.core.ledger;

import dev.penstock.core.word.Quoted;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the days and times of an export. */
final class ExportTime {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{9,11}");
  private static final Pattern MILLIS = Pattern.compile("[0-9]{12,14}");
  private static final int DATE_LENGTH = 10;
  private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

  private final ZoneId zone;

  ExportTime(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * The day of a time in the zone.
   *
   * @throws IllegalArgumentException if it is none
   */
  LocalDate day(String text) {
    try {
      LocalDate day = parse(text);
      if (!day.isBefore(LocalDate.EPOCH) && !day.isAfter(LATEST)) {
        return day;
      }
    } catch (DateTimeException e) {
      throw none(text, e);
    }
    throw none(text, null);
  }

  private LocalDate parse(String text) {
    if (SECONDS.matcher(text).matches()) {
      return LocalDate.ofInstant(Instant.ofEpochSecond(Long.parseLong(text)), zone);
    }
    if (MILLIS.matcher(text).matches()) {
      return LocalDate.ofInstant(Instant.ofEpochMilli(Long.parseLong(text)), zone);
    }
    if (text.length() <= DATE_LENGTH) {
      return LocalDate.parse(text);
    }
    String iso =
        text.substring(0, DATE_LENGTH) + text.substring(DATE_LENGTH).replaceFirst(" ", "T");
    boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 0 || iso.lastIndexOf('-') > 7;
    return zoned
        ? OffsetDateTime.parse(iso).atZoneSameInstant(zone).toLocalDate()
        : LocalDateTime.parse(iso, DateTimeFormatter.ISO_LOCAL_DATE_TIME).toLocalDate();
  }

  private static IllegalArgumentException none(String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        Quoted.of(text)
            + " is no day or time; write 2026-11-20, 2026-11-20T12:00:00Z or seconds since 1970",
        cause);
  }
}
