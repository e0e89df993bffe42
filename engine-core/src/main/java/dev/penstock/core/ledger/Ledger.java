package dev.penstock.core.ledger;

import dev.penstock.api.report.ReportQuery;
import dev.penstock.spi.store.Dimension;
import dev.penstock.spi.store.LedgerQuery;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerStore;
import dev.penstock.spi.store.LedgerSum;
import jakarta.inject.Inject;
import java.util.List;

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
}
