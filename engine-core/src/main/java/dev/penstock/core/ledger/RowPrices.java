package dev.penstock.core.ledger;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.report.UnpricedCalls.Reason;
import dev.penstock.core.price.PriceList;
import dev.penstock.core.price.Rates;
import dev.penstock.spi.ServiceTier;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerRow.Kind;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the rates by which a row is priced again. */
public final class RowPrices {
  /** What was found for a row. */
  sealed interface Found {
    record Rated(Rates rates) implements Found {}

    record Unknown(Reason reason) implements Found {}

    /** The row is not of the model in question. */
    record NotAsked() implements Found {}
  }

  private final Function<LedgerRow, Found> find;

  private RowPrices(Function<LedgerRow, Found> find) {
    this.find = find;
  }

  /** The price list of each row's model, at one instant or at the row's own. */
  public static RowPrices of(Map<String, PriceList> lists, @Nullable Instant at) {
    return new RowPrices(row -> found(lists.get(row.taken().model()), row, at));
  }

  /** The price list of one model for rows of all. */
  public static RowPrices ofModel(Map<String, PriceList> lists, String model) {
    PriceList list = lists.get(model);
    if (list == null) {
      throw new PenstockException(
          ErrorCode.UNKNOWN_MODEL,
          "the policy has no model " + model + "; it has " + String.join(", ", lists.keySet()));
    }
    return new RowPrices(row -> found(list, row, null));
  }

  /** One version for rows of its model. */
  public static RowPrices ofVersion(Map<String, PriceList> lists, String version) {
    for (Map.Entry<String, PriceList> list : lists.entrySet()) {
      Rates rates = list.getValue().version(version).orElse(null);
      if (rates != null) {
        return new RowPrices(
            row ->
                row.taken().model().equals(list.getKey())
                    ? new Found.Rated(rates)
                    : new Found.NotAsked());
      }
    }
    throw new PenstockException(
        ErrorCode.INVALID_REQUEST,
        "the policy in force has no prices of version "
            + version
            + "; give one of its own, or the policy that it came from");
  }

  private static Found found(@Nullable PriceList list, LedgerRow row, @Nullable Instant at) {
    if (list == null) {
      return new Found.Unknown(Reason.UNKNOWN_MODEL);
    }
    ServiceTier tier = PriceList.tierOf(row.priceVersion()).orElse(null);
    return tier == null
        ? new Found.Unknown(Reason.UNKNOWN_VERSION)
        : new Found.Rated(list.at(at == null ? row.admitted() : at, row.usage().input(), tier));
  }

  Found of(LedgerRow row) {
    Found found = find.apply(row);
    return found instanceof Found.Rated && row.kind() == Kind.LOST
        ? new Found.Unknown(Reason.LOST)
        : found;
  }
}
