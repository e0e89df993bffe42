package dev.penstock.spi.store;

/** What sums of the ledger can be told apart by. */
public enum Dimension {
  /** The provider instance; empty for a request that reached none. */
  PROVIDER,
  /** The policy's name of the model; empty likewise. */
  MODEL,
  /** The tier; empty for a request that got none. */
  TIER,
  /** The tenant. */
  TENANT,
  /** The route; empty for a request that took none. */
  ROUTE,
  /**
   * A tag; a row counts under each of its tags, and under the empty one if it has none. A store may
   * tell a bounded number of tags apart; then a row counts once under {@link LedgerSum#OTHER_TAGS}
   * for all others that it has.
   */
  TAG,
  /** The day of admission in UTC, such as {@code 2026-11-20}. */
  DAY
}
