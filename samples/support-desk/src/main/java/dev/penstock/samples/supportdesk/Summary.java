package dev.penstock.samples.supportdesk;

import dev.penstock.api.Answer;
import dev.penstock.api.Escalation;
import dev.penstock.api.explain.Classified;
import dev.penstock.api.explain.PruneTrace;
import dev.penstock.api.money.Usd;
import dev.penstock.api.report.BudgetState;
import dev.penstock.api.report.Report;
import dev.penstock.api.report.ReportLine;
import dev.penstock.api.report.Savings;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The outcome of a run, for a person. */
final class Summary {
  private Summary() {}

  static String of(List<Row> rows, Report report, String policy) {
    StringBuilder out = new StringBuilder();
    out.append('\n').append("Policy ").append(policy).append('\n');
    out.append(
        String.format(
            Locale.ROOT,
            "%d questions: %d answered, %d of them from the cache; %d not answered%n",
            rows.size(),
            report.queries(),
            report.cacheHits(),
            rows.size() - report.queries() - report.handedOver()));
    out.append(
        String.format(
            Locale.ROOT,
            "%d went to a person, %d of them without asking a model%n",
            report.escalated(),
            report.handedOver()));
    long fallbacks =
        rows.stream().filter(row -> row.answer() != null && row.attempts().size() > 1).count();
    out.append(
        String.format(
            Locale.ROOT, "%d answers came from a fallback after a failed call%n%n", fallbacks));
    out.append(counts("route", rows, Summary::route)).append('\n');
    out.append(counts("tier decided by", rows, Summary::decider)).append('\n');
    out.append(counts("case for a person, queue", rows, Summary::escalation)).append('\n');
    out.append(lines("tier", report.byTier())).append('\n');
    out.append(lines("provider", report.byProvider())).append('\n');
    out.append(lines("model", report.byModel())).append('\n');
    out.append(budgets(report.budgets())).append('\n');
    out.append(pruned(rows));
    out.append(savings(report));
    errors(rows)
        .forEach((error, count) -> out.append(count).append(" x ").append(error).append('\n'));
    return out.toString();
  }

  /** How many questions there are of each name; those without one are left out. */
  private static String counts(
      String title, List<Row> rows, Function<Row, @Nullable String> nameOf) {
    Map<String, Long> counts = new TreeMap<>();
    for (Row row : rows) {
      String name = nameOf.apply(row);
      if (name != null) {
        counts.merge(name, 1L, Long::sum);
      }
    }
    Table table = new Table(title, "questions");
    counts.forEach(table::row);
    return table.text();
  }

  private static @Nullable String route(Row row) {
    Answer answer = row.answer();
    return answer == null || answer.route().route().isEmpty() ? null : answer.route().route();
  }

  private static @Nullable String decider(Row row) {
    Classified classified = row.answer() == null ? null : row.answer().explanation().classified();
    return classified == null ? null : classified.decidedBy();
  }

  private static @Nullable String escalation(Row row) {
    Escalation escalation = row.answer() == null ? null : row.answer().escalation();
    return escalation == null ? null : escalation.rule() + ", " + escalation.queue();
  }

  /** What pruning left out of what would have gone upstream. */
  private static String pruned(List<Row> rows) {
    long before = 0;
    long after = 0;
    for (Row row : rows) {
      PruneTrace trace = row.answer() == null ? null : row.answer().explanation().pruned();
      if (trace != null) {
        before += trace.tokensBefore();
        after += trace.tokensAfter();
      }
    }
    return before == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "Pruning left %d of %d input tokens, %.0f %% fewer%n",
            after,
            before,
            100.0 * (before - after) / before);
  }

  private static String lines(String name, List<ReportLine> lines) {
    Table table =
        new Table(name, "questions", "cache hits", "calls", "tokens in", "tokens out", "USD");
    for (ReportLine line : lines) {
      table.row(
          line.key(),
          line.queries(),
          line.cacheHits(),
          line.attempts(),
          line.usage().input(),
          line.usage().output(),
          line.cost());
    }
    return table.text();
  }

  private static String budgets(List<BudgetState> budgets) {
    Table table = new Table("budget", "for", "limit USD", "used USD", "left USD", "used");
    for (BudgetState budget : budgets) {
      table.row(
          budget.name(),
          budget.scope(),
          budget.limit() == null ? "-" : cents(budget.limit()),
          budget.used(),
          budget.left() == null ? "-" : budget.left(),
          budget.percent() + " %");
    }
    return table.text();
  }

  private static String savings(Report report) {
    Savings savings = report.savings();
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "Spent %s USD, %s USD a question; wasted on failed calls: %s USD%n",
            report.cost(),
            report.averageCost(),
            report.wastedCost()));
    if (savings.baseline() != null) {
      out.append(
          String.format(
              Locale.ROOT,
              "Saved %s USD, %s %% of what %s alone would have cost:"
                  + " %s by routing, %s by the cache%n",
              savings.total(),
              savings.percent(),
              savings.baseline(),
              savings.byRouting(),
              savings.byCache()));
    }
    return out.toString();
  }

  private static Map<String, Long> errors(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.error() != null)
        .collect(
            Collectors.groupingBy(
                row -> row.error() == null ? "" : row.error().code().name(),
                TreeMap::new,
                Collectors.counting()));
  }

  private static String cents(Usd amount) {
    return amount.toDecimal().setScale(2, RoundingMode.UP).toPlainString();
  }
}
