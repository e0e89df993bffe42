package dev.penstock.store.sqlite;

import dev.penstock.spi.store.LedgerRow;

/** What many rows have in common; each such combination is kept once. */
record Origin(String tenant, LedgerRow.Taken taken, String priceVersion) {
  static Origin of(LedgerRow row) {
    return new Origin(row.party().tenant(), row.taken(), row.priceVersion());
  }
}
