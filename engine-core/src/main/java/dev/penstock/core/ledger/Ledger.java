package dev.penstock.core.ledger;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.report.ReportQuery;
import dev.penstock.spi.store.Dimension;
import dev.penstock.spi.store.LedgerQuery;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerStore;
import dev.penstock.spi.store.LedgerSum;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The engine's side of the ledger. Rows of calls come to it with their holds. */
public final class Ledger {
  private final LedgerStore store;

  @Inject
  Ledger(LedgerStore store) {
    this.store = store;
  }

  /** Appends the end of a request that no provider answered. */
  public void append(LedgerRow row) {
    store.append(row);
  }

  /** The sums of a period, told apart by the given dimensions. */
  List<LedgerSum> sums(ReportQuery query, List<Dimension> by) {
    return store.sums(new LedgerQuery(query.from(), query.until(), by));
  }

  /**
   * Reads the rows of a period.
   *
   * @throws PenstockException if the store keeps only sums of a part of it
   */
  void rows(@Nullable Instant from, @Nullable Instant until, Consumer<LedgerRow> reader) {
    store.rows(from, until, reader);
    Instant since = store.rowsSince();
    if (since != null && (from == null || from.isBefore(since))) {
      throw new PenstockException(
          ErrorCode.INVALID_REQUEST,
          "the ledger has single rows only from "
              + since
              + " on and sums of what came before, but the period begins "
              + (from == null ? "with its first row" : "at " + from)
              + "; let it begin then or later, or give the policy a ledger that keeps its rows,"
              + " such as ledger: {plugin: sqlite, file: ledger.db}");
    }
  }
}
