package dev.penstock.core.ledger;

import dev.penstock.api.CsvText;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.report.ReportQuery;
import dev.penstock.core.price.PriceList;
import dev.penstock.core.price.Rates;
import dev.penstock.spi.store.Dimension;
import dev.penstock.spi.store.LedgerRow;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the calls of a period as charges in the columns of FOCUS, day by day. */
public final class FocusExport {
  private final Ledger ledger;

  @Inject
  FocusExport(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Writes them, told apart by class of tokens where one of the price lists knows the version. */
  public void write(ReportQuery query, Collection<PriceList> prices, Appendable to)
      throws IOException {
    CsvText csv = new CsvText(to);
    csv.head(FocusColumns.NAMES);
    Versions versions = new Versions(prices);
    List<LocalDate> days =
        ledger.sums(query, List.of(Dimension.DAY)).stream()
            .map(sum -> LocalDate.parse(sum.keys().getFirst()))
            .sorted()
            .toList();
    for (LocalDate day : days) {
      FocusColumns columns = new FocusColumns(day, csv);
      for (Map.Entry<FocusKey, Taken> line : lines(query, day, versions).entrySet()) {
        for (FocusCharge charge : charges(line.getKey(), line.getValue(), versions)) {
          columns.write(line.getKey(), charge);
        }
      }
    }
  }

  private Map<FocusKey, Taken> lines(ReportQuery query, LocalDate day, Versions versions) {
    Map<FocusKey, Taken> lines = new TreeMap<>(FocusKey.ORDER);
    ledger.rows(
        later(query.from(), day.atStartOfDay(ZoneOffset.UTC).toInstant()),
        earlier(query.until(), day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()),
        row -> {
          if (isCharged(row)) {
            FocusKey key = FocusKey.of(row, versions.explain(row));
            lines.merge(key, new Taken(row.usage(), row.cost()), Taken::plus);
          }
        });
    return lines;
  }

  private static boolean isCharged(LedgerRow row) {
    Usage usage = row.usage();
    return row.kind().isCall()
        && (usage.input() > 0 || usage.output() > 0 || row.cost().nanos() != 0);
  }

  private static List<FocusCharge> charges(FocusKey key, Taken taken, Versions versions) {
    Optional<Rates> rates = versions.find(key.priceVersion());
    return key.split() && rates.isPresent()
        ? FocusCharge.byClass(taken.usage, taken.cost, rates.get())
        : List.of(FocusCharge.ofAll(taken.usage, taken.cost));
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one == null || one.isBefore(other) ? other : one;
  }

  private static Instant earlier(@Nullable Instant one, Instant other) {
    return one == null || one.isAfter(other) ? other : one;
  }

  private record Taken(Usage usage, Usd cost) {
    Taken plus(Taken other) {
      return new Taken(usage.plus(other.usage), cost.plus(other.cost));
    }
  }

  /** The versions of prices that were met, by their names. */
  private static final class Versions {
    private final Collection<PriceList> prices;
    private final Map<String, Optional<Rates>> known = new HashMap<>();

    Versions(Collection<PriceList> prices) {
      this.prices = prices;
    }

    Optional<Rates> find(String version) {
      return known.computeIfAbsent(
          version,
          text -> prices.stream().flatMap(list -> list.version(text).stream()).findFirst());
    }

    /** Whether a row costs what its tokens cost; a lost call costs all that was held for it. */
    boolean explain(LedgerRow row) {
      Usage usage = row.usage();
      return (usage.input() > 0 || usage.output() > 0)
          && find(row.priceVersion())
              .filter(rates -> rates.cost(usage).equals(row.cost()))
              .isPresent();
    }
  }
}
