package dev.penstock.core.ledger;

import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.report.BudgetState;
import dev.penstock.api.report.CacheStatistics;
import dev.penstock.api.report.Report;
import dev.penstock.api.report.ReportLine;
import dev.penstock.api.report.ReportQuery;
import dev.penstock.api.report.Savings;
import dev.penstock.spi.store.Dimension;
import dev.penstock.spi.store.LedgerSum;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the report from the ledger. */
public final class Reporter {
  private static final List<Dimension> BY =
      List.of(
          Dimension.PROVIDER,
          Dimension.MODEL,
          Dimension.TIER,
          Dimension.TENANT,
          Dimension.ROUTE,
          Dimension.DAY);
  private static final List<Dimension> BY_TAG = List.of(Dimension.TAG);

  private final Ledger ledger;

  @Inject
  Reporter(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The report of a period, with the given state of cache and budgets. */
  public Report report(
      ReportQuery query, Policy policy, CacheStatistics cache, List<BudgetState> budgets) {
    List<LedgerSum> sums = ledger.sums(query, BY);
    Summed all = new Summed();
    sums.forEach(all::add);
    return new Report(
        all.queries(),
        all.refused(),
        all.failed(),
        all.handedOver(),
        all.escalated(),
        all.recalled(),
        all.attempts(),
        all.usage(),
        all.cost(),
        all.estimated(),
        all.wasted(),
        all.forCache(),
        all.cost().averageOver(all.queries()),
        byName(sums, Dimension.PROVIDER),
        byName(sums, Dimension.MODEL),
        lines(sums, BY.indexOf(Dimension.TIER), inOrderOf(policy.tiers())),
        byName(sums, Dimension.TENANT),
        byName(sums, Dimension.ROUTE),
        lines(ledger.sums(query, BY_TAG), 0, Comparator.naturalOrder()),
        byName(sums, Dimension.DAY),
        savings(policy, all),
        cache,
        budgets);
  }

  private static Savings savings(Policy policy, Summed all) {
    boolean compared = policy.baseline() != null;
    Usd byRouting = compared ? all.baseline().minus(all.cost().minus(all.forCache())) : Usd.ZERO;
    Usd byCache = all.recalledCost().minus(all.forCache());
    Usd total = byRouting.plus(byCache);
    return new Savings(
        policy.baseline(),
        all.baseline(),
        byRouting,
        byCache,
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

  private static List<ReportLine> byName(List<LedgerSum> sums, Dimension dimension) {
    return lines(sums, BY.indexOf(dimension), Comparator.naturalOrder());
  }

  /** A line per key; rows that did not get as far as having one are in none. */
  private static List<ReportLine> lines(List<LedgerSum> sums, int place, Comparator<String> order) {
    Map<String, Summed> byKey = new TreeMap<>(order);
    for (LedgerSum sum : sums) {
      String key = sum.keys().get(place);
      if (!key.isEmpty()) {
        byKey.computeIfAbsent(key, k -> new Summed()).add(sum);
      }
    }
    List<ReportLine> lines = new ArrayList<>();
    byKey.forEach((key, summed) -> lines.add(summed.line(key)));
    return lines;
  }

  private static Comparator<String> inOrderOf(List<String> names) {
    Map<String, Integer> place = new HashMap<>();
    names.forEach(name -> place.put(name, place.size()));
    return Comparator.<String>comparingInt(name -> place.getOrDefault(name, names.size()))
        .thenComparing(Comparator.naturalOrder());
  }
}
