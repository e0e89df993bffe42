package dev.penstock.core.ledger;

import dev.penstock.api.money.Usd;
import dev.penstock.api.report.ReportQuery;
import dev.penstock.api.report.RepricedLine;
import dev.penstock.api.report.Repricing;
import dev.penstock.api.report.UnpricedCalls;
import dev.penstock.api.report.UnpricedCalls.Reason;
import dev.penstock.core.ledger.RowPrices.Found;
import dev.penstock.spi.store.LedgerRow;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prices the calls of a period again. */
public final class Repricer {
  private final Ledger ledger;

  @Inject
  Repricer(Ledger ledger) {
    this.ledger = ledger;
  }

  /** What they would have cost by the given prices. */
  public Repricing reprice(ReportQuery period, RowPrices prices) {
    Sums sums = new Sums();
    ledger.rows(
        period.from(),
        period.until(),
        row -> {
          if (row.kind().isCall() && (hasTokens(row) || row.cost().nanos() != 0)) {
            sums.add(row, prices.of(row));
          }
        });
    return sums.repricing();
  }

  private static boolean hasTokens(LedgerRow row) {
    return row.usage().input() > 0 || row.usage().output() > 0;
  }

  private static final class Sums {
    private static final Comparator<Unpriced> ORDER =
        Comparator.comparing(Unpriced::reason)
            .thenComparing(Unpriced::model)
            .thenComparing(Unpriced::version);

    private Both all = Both.NONE;
    private final Map<String, Both> byModel = new TreeMap<>();
    private final Map<String, Both> byTier = new TreeMap<>();
    private final Map<String, Both> byDay = new TreeMap<>();
    private final Map<Unpriced, Both> unpriced = new TreeMap<>(ORDER);

    void add(LedgerRow row, Found found) {
      switch (found) {
        case Found.Rated rated ->
            addPriced(row, new Both(1, row.cost(), rated.rates().cost(row.usage())));
        case Found.Unknown unknown ->
            unpriced.merge(
                new Unpriced(unknown.reason(), row.taken().model(), row.priceVersion()),
                new Both(1, row.cost(), Usd.ZERO),
                Both::plus);
        case Found.NotAsked ignored -> {}
      }
    }

    private void addPriced(LedgerRow row, Both both) {
      all = all.plus(both);
      byModel.merge(row.taken().model(), both, Both::plus);
      byTier.merge(row.taken().tier(), both, Both::plus);
      LocalDate day = LocalDate.ofInstant(row.admitted(), ZoneOffset.UTC);
      byDay.merge(day.toString(), both, Both::plus);
    }

    Repricing repricing() {
      List<UnpricedCalls> left = new ArrayList<>();
      unpriced.forEach(
          (key, both) ->
              left.add(
                  new UnpricedCalls(
                      key.reason(), key.model(), key.version(), both.calls(), both.before())));
      return new Repricing(all.line(""), lines(byModel), lines(byTier), lines(byDay), left);
    }

    private static List<RepricedLine> lines(Map<String, Both> sums) {
      return sums.entrySet().stream().map(e -> e.getValue().line(e.getKey())).toList();
    }
  }

  private record Unpriced(Reason reason, String model, String version) {}

  private record Both(long calls, Usd before, Usd after) {
    private static final Both NONE = new Both(0, Usd.ZERO, Usd.ZERO);

    Both plus(Both other) {
      return new Both(calls + other.calls, before.plus(other.before), after.plus(other.after));
    }

    RepricedLine line(String key) {
      return RepricedLine.of(key, calls, before, after);
    }
  }
}
