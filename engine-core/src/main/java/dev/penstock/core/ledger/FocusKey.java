package dev.penstock.core.ledger;

import dev.penstock.spi.store.LedgerRow;
import java.util.Comparator;
import java.util.Set;

/**
 * What the rows of a line of the export have in common, but for the day and the class of tokens.
 *
 * @param split whether the cost is the price of the tokens by a version of prices that is known
 */
record FocusKey(
    String provider,
    String model,
    String modelId,
    String tenant,
    String route,
    String tier,
    Set<String> tags,
    LedgerRow.Kind outcome,
    String priceVersion,
    boolean split,
    boolean estimated,
    boolean simulated) {

  static final Comparator<FocusKey> ORDER =
      Comparator.comparing(FocusKey::provider)
          .thenComparing(FocusKey::model)
          .thenComparing(FocusKey::modelId)
          .thenComparing(FocusKey::tenant)
          .thenComparing(FocusKey::route)
          .thenComparing(FocusKey::tier)
          .thenComparing(key -> String.join("\n", key.tags()))
          .thenComparing(FocusKey::outcome)
          .thenComparing(FocusKey::priceVersion)
          .thenComparing(FocusKey::split)
          .thenComparing(FocusKey::estimated)
          .thenComparing(FocusKey::simulated);

  static FocusKey of(LedgerRow row, boolean split) {
    LedgerRow.Taken taken = row.taken();
    return new FocusKey(
        taken.provider(),
        taken.model(),
        taken.modelId(),
        row.party().tenant(),
        taken.route(),
        taken.tier(),
        row.party().tags(),
        row.kind(),
        row.priceVersion(),
        split,
        row.usage().estimated(),
        taken.simulated());
  }
}
