package dev.penstock.api.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a report is about.
 *
 * @param from the first instant of admission, or null for the beginning
 * @param until the first instant after, or null for now
 */
public record ReportQuery(@Nullable Instant from, @Nullable Instant until) {
  /** Everything the ledger holds. */
  public static final ReportQuery ALL = new ReportQuery(null, null);

  /** Checks and copies the components. */
  public ReportQuery {
    if (from != null && until != null && until.isBefore(from)) {
      throw new IllegalArgumentException("a report must not end before it begins");
    }
  }

  /**
   * The requests of one day of a zone. A day is as long as the clocks of the zone say, and empty if
   * the zone left it out.
   */
  public static ReportQuery ofDay(LocalDate day, ZoneId zone) {
    return ofDays(day, day, zone);
  }

  /**
   * The requests of several days of a zone.
   *
   * @param last the last of them
   * @throws IllegalArgumentException if the last is before the first
   */
  public static ReportQuery ofDays(LocalDate first, LocalDate last, ZoneId zone) {
    return new ReportQuery(
        first.atStartOfDay(zone).toInstant(), last.plusDays(1).atStartOfDay(zone).toInstant());
  }
}
