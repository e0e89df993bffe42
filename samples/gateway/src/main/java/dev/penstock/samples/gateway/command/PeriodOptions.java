package dev.penstock.samples.gateway.command;

import dev.penstock.api.report.ReportQuery;
import dev.penstock.samples.gateway.report.ReportPeriod;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which period a report is about. */
final class PeriodOptions {
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
    return new ReportPeriod(from, until, zone).query("--");
  }
}
