package dev.penstock.api.report;

import dev.penstock.api.CsvText;
import dev.penstock.api.money.Usage;
import java.io.IOException;
import java.util.List;

/** Writes a report as CSV. */
final class ReportCsv {
  private static final List<String> COLUMNS =
      List.of(
          "dimension",
          "key",
          "simulated",
          "queries",
          "cache-hits",
          "attempts",
          "uncached-input",
          "cache-read",
          "cache-write5m",
          "cache-write-other",
          "output",
          "reasoning",
          "estimated",
          "cost-usd",
          "estimated-cost-usd",
          "wasted-cost-usd",
          "cache-cost-usd",
          "average-cost-usd",
          "escalated");

  private final CsvText csv;

  private ReportCsv(CsvText csv) {
    this.csv = csv;
  }

  static void write(Report report, Appendable to) throws IOException {
    ReportCsv csv = new ReportCsv(new CsvText(to));
    csv.csv.head(COLUMNS);
    csv.line("all", whole(report));
    csv.lines("provider", report.byProvider());
    csv.lines("model", report.byModel());
    csv.lines("tier", report.byTier());
    csv.lines("tenant", report.byTenant());
    csv.lines("route", report.byRoute());
    csv.lines("tag", report.byTag());
    csv.lines("day", report.byDay());
  }

  private static ReportLine whole(Report report) {
    return new ReportLine(
        "",
        report.byProvider().stream().anyMatch(ReportLine::simulated),
        report.queries(),
        report.cacheHits(),
        report.escalated(),
        report.attempts(),
        report.usage(),
        report.cost(),
        report.estimatedCost(),
        report.wastedCost(),
        report.cacheCost());
  }

  private void lines(String dimension, List<ReportLine> lines) throws IOException {
    for (ReportLine line : lines) {
      line(dimension, line);
    }
  }

  private void line(String dimension, ReportLine line) throws IOException {
    Usage usage = line.usage();
    csv.line(
        dimension,
        line.key(),
        line.simulated(),
        line.queries(),
        line.cacheHits(),
        line.attempts(),
        usage.uncachedInput(),
        usage.cacheRead(),
        usage.cacheWrite5m(),
        usage.cacheWriteOther(),
        usage.output(),
        usage.reasoning(),
        usage.estimated(),
        line.cost(),
        line.estimatedCost(),
        line.wastedCost(),
        line.cacheCost(),
        line.averageCost(),
        line.escalated());
  }
}
