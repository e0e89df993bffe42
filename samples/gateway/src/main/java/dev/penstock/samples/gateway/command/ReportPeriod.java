package dev.penstock.samples.gateway.command;

import dev.penstock.api.report.ReportQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which period a report is about. */
final class ReportPeriod {
  @Option(
      names = "--from",
      paramLabel = "WHEN",
      description = "The first day, such as 2026-11-01, or instant (default: the beginning).")
  private @Nullable String from;

  @Option(
      names = "--until",
      paramLabel = "WHEN",
      description =
          "The last day, which counts as a whole, or the first instant after (default: now).")
  private @Nullable String until;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "Whose days, such as Europe/Berlin (default: ${DEFAULT-VALUE}).")
  private String zone = "UTC";

  ReportQuery query() {
    ZoneId days = zone();
    return new ReportQuery(instant("--from", from, days, 0), instant("--until", until, days, 1));
  }

  private ZoneId zone() {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--zone must be a zone such as Europe/Berlin, not " + zone, e);
    }
  }

  private static @Nullable Instant instant(
      String option, @Nullable String text, ZoneId zone, int days) {
    if (text == null) {
      return null;
    }
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).plusDays(days).atStartOfDay(zone).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          option
              + " must be a day such as 2026-11-01 or an instant such as 2026-11-01T12:00:00Z, not "
              + text,
          e);
    }
  }
}
