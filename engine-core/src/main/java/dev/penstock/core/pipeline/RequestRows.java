package dev.penstock.core.pipeline;

import dev.penstock.api.PenstockException;
import dev.penstock.api.RouteTaken;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.core.word.KebabCase;
import dev.penstock.spi.CachedAnswer;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerRow.Kind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes the ledger's rows of requests that no provider answered. */
final class RequestRows {
  private RequestRows() {}

  static LedgerRow recalled(Admitted admitted, CachedAnswer found, Instant end) {
    LedgerRow.Taken taken =
        new LedgerRow.Taken(
            found.route(),
            found.tier(),
            found.intent(),
            found.provider(),
            found.model(),
            "",
            found.simulated(),
            admitted.streamed());
    return row(admitted, Kind.RECALLED, end, taken, null, found.cost());
  }

  static LedgerRow handedOver(
      Admitted admitted, RouteTaken route, @Nullable String intent, String rule, Instant end) {
    return row(admitted, Kind.HANDED_OVER, end, taken(admitted, route, intent), rule, Usd.ZERO);
  }

  /** Stands beside the row of the answer. */
  static LedgerRow escalated(
      Admitted admitted, RouteTaken route, @Nullable String intent, String rule, Instant end) {
    return row(
        admitted.id() + "/" + RouteTaken.PERSON,
        admitted,
        Kind.ESCALATED,
        end,
        taken(admitted, route, intent),
        rule,
        Usd.ZERO);
  }

  private static LedgerRow.Taken taken(
      Admitted admitted, RouteTaken route, @Nullable String intent) {
    return new LedgerRow.Taken(
        route.route(),
        route.tier(),
        intent,
        route.provider(),
        route.model(),
        "",
        route.simulated(),
        admitted.streamed());
  }

  static LedgerRow notAnswered(Admitted admitted, Kind kind, PenstockException error, Instant end) {
    String why = KebabCase.of(error.code());
    return row(admitted, kind, end, LedgerRow.Taken.NOTHING, why, Usd.ZERO);
  }

  private static LedgerRow row(
      Admitted admitted,
      Kind kind,
      Instant end,
      LedgerRow.Taken taken,
      @Nullable String failure,
      Usd saved) {
    return row(admitted.id(), admitted, kind, end, taken, failure, saved);
  }

  private static LedgerRow row(
      String id,
      Admitted admitted,
      Kind kind,
      Instant end,
      LedgerRow.Taken taken,
      @Nullable String failure,
      Usd saved) {
    Metadata metadata = admitted.request().metadata();
    return new LedgerRow(
        id,
        kind,
        admitted.at(),
        admitted.at(),
        end,
        new LedgerRow.Party(metadata.tenant(), metadata.user(), metadata.tags()),
        taken,
        null,
        failure,
        Usage.NONE,
        Usd.ZERO,
        "",
        Usd.ZERO,
        saved);
  }
}
