package dev.penstock.samples.gateway.command;

import dev.penstock.api.money.Usage;
import dev.penstock.api.report.BudgetState;
import dev.penstock.api.report.Report;
import dev.penstock.api.report.ReportLine;
import java.util.List;

/** A report for a person to read. */
final class ReportText {
  private ReportText() {}

  static String of(Report report) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d answered, %d of them from the cache; %d refused, %d failed, %d handed over%n"
            .formatted(
                report.queries(),
                report.cacheHits(),
                report.refused(),
                report.failed(),
                report.handedOver()));
    text.append(
        "%s USD for %d calls: %s estimated, %s wasted, %s for the cache%n"
            .formatted(
                report.cost(),
                report.attempts(),
                report.estimatedCost(),
                report.wastedCost(),
                report.cacheCost()));
    text.append(
        "saved %s USD by the cache, %s by routing%s%n"
            .formatted(
                report.savings().byCache(),
                report.savings().byRouting(),
                report.savings().baseline() == null
                    ? ", since the policy names no baseline"
                    : " against " + report.savings().baseline()));
    lines("model", report.byModel(), text);
    lines("tenant", report.byTenant(), text);
    lines("tier", report.byTier(), text);
    lines("route", report.byRoute(), text);
    lines("day", report.byDay(), text);
    budgets(report.budgets(), text);
    return text.toString();
  }

  /** The line of one tenant. */
  static String of(ReportLine line) {
    StringBuilder text = new StringBuilder();
    lines("tenant", List.of(line), text);
    return text.substring(1);
  }

  private static void lines(String name, List<ReportLine> lines, StringBuilder text) {
    if (lines.isEmpty()) {
      return;
    }
    Table table = new Table().line(name, "answered", "cached", "calls", "input", "output", "USD");
    for (ReportLine line : lines) {
      Usage usage = line.usage();
      table.line(
          line.simulated() ? line.key() + " (simulated)" : line.key(),
          line.queries(),
          line.cacheHits(),
          line.attempts(),
          usage.uncachedInput()
              + usage.cacheRead()
              + usage.cacheWrite5m()
              + usage.cacheWriteOther(),
          usage.output(),
          line.cost());
    }
    text.append('\n').append(table.text());
  }

  private static void budgets(List<BudgetState> budgets, StringBuilder text) {
    if (budgets.isEmpty()) {
      return;
    }
    Table table = new Table().line("budget", "scope", "used USD", "limit USD", "percent");
    for (BudgetState budget : budgets) {
      table.line(
          budget.name(),
          budget.scope(),
          budget.used(),
          budget.limit() == null ? "-" : budget.limit(),
          budget.percent());
    }
    text.append('\n').append(table.text());
  }
}
