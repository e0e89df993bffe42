package dev.penstock.samples.gateway.report;

import dev.penstock.api.report.ReportQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A period as a person says it.
 *
 * @param from the first day or instant, or null for the beginning
 * @param until the last day, or the first instant after, or null for now
 * @param zone whose days they are
 */
public record ReportPeriod(@Nullable String from, @Nullable String until, String zone) {
  /**
   * The same for the engine.
   *
   * @param prefix what stands before the names {@code from}, {@code until} and {@code zone} where
   *     they were given
   * @throws IllegalArgumentException if one of them cannot be understood, with its name
   */
  public ReportQuery query(String prefix) {
    ZoneId days = zoneId(prefix);
    return new ReportQuery(
        instant(prefix + "from", from, days, 0), instant(prefix + "until", until, days, 1));
  }

  private ZoneId zoneId(String prefix) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          prefix + "zone must be a zone such as Europe/Berlin, not " + zone, e);
    }
  }

  private static @Nullable Instant instant(
      String name, @Nullable String text, ZoneId zone, int days) {
    if (text == null) {
      return null;
    }
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).plusDays(days).atStartOfDay(zone).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          name
              + " must be a day such as 2026-11-01 or an instant such as 2026-11-01T12:00:00Z, not "
              + text,
          e);
    }
  }
}
