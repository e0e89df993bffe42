package dev.penstock.core.ledger;

import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.report.BudgetState;
import dev.penstock.api.report.CacheStatistics;
import dev.penstock.api.report.Report;
import dev.penstock.api.report.ReportLine;
import dev.penstock.api.report.ReportQuery;
import dev.penstock.api.report.Savings;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes the report from the ledger. */
public final class Reporter {
  private final Ledger ledger;

  @Inject
  Reporter(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The report of a period, with the given state of cache and budgets. */
  public Report report(
      ReportQuery query, Policy policy, CacheStatistics cache, List<BudgetState> budgets) {
    Map<Ledger.Cell, Totals> cells = ledger.read(query);
    Totals all = new Totals();
    cells.values().forEach(all::add);
    return new Report(
        all.queries(),
        all.refused(),
        all.failed(),
        all.recalled(),
        all.attempts(),
        all.usage(),
        all.cost(),
        all.estimated(),
        all.wasted(),
        all.cost().averageOver(all.queries()),
        lines(cells, cell -> cell.owner().provider(), Comparator.naturalOrder()),
        lines(cells, cell -> cell.owner().model(), Comparator.naturalOrder()),
        lines(cells, cell -> cell.owner().tier(), inOrderOf(policy.tiers())),
        lines(cells, cell -> cell.owner().tenant(), Comparator.naturalOrder()),
        lines(cells, Ledger.Cell::day, Comparator.naturalOrder()),
        savings(policy, all),
        cache,
        budgets);
  }

  private static Savings savings(Policy policy, Totals all) {
    boolean compared = policy.baseline() != null;
    Usd byRouting = compared ? all.baseline().minus(all.cost()) : Usd.ZERO;
    Usd total = byRouting.plus(all.recalledCost());
    return new Savings(
        policy.baseline(),
        all.baseline(),
        byRouting,
        all.recalledCost(),
        total,
        percent(total, all.cost().plus(total)));
  }

  private static BigDecimal percent(Usd part, Usd whole) {
    return whole.nanos() == 0
        ? BigDecimal.valueOf(0, 1)
        : part.toDecimal()
            .multiply(BigDecimal.valueOf(100))
            .divide(whole.toDecimal(), 1, RoundingMode.HALF_UP);
  }

  private static List<ReportLine> lines(
      Map<Ledger.Cell, Totals> cells,
      Function<Ledger.Cell, String> dimension,
      Comparator<String> order) {
    Map<String, Totals> sums = new TreeMap<>(order);
    cells.forEach(
        (cell, totals) -> {
          String key = dimension.apply(cell);
          if (!key.equals(Owner.NOBODY)) {
            sums.computeIfAbsent(key, k -> new Totals()).add(totals);
          }
        });
    List<ReportLine> lines = new ArrayList<>();
    sums.forEach((key, totals) -> lines.add(totals.line(key)));
    return lines;
  }

  private static Comparator<String> inOrderOf(List<String> names) {
    Map<String, Integer> place = new HashMap<>();
    names.forEach(name -> place.put(name, place.size()));
    return Comparator.<String>comparingInt(name -> place.getOrDefault(name, names.size()))
        .thenComparing(Comparator.naturalOrder());
  }
}
