package dev.penstock.spi.store;

/** The outcome of asking for a hold. */
public sealed interface HoldResult {
  /**
   * The amount is held in every account.
   *
   * @param first whether this very call took the hold; false if it was there before
   */
  record Held(boolean first) implements HoldResult {
    /** A new hold. */
    public static final Held NEW = new Held(true);

    /** A hold that was there before. */
    public static final Held BEFORE = new Held(false);
  }

  /**
   * One account has not enough left, and nothing is held.
   *
   * @param account the first such account, in the order of the claims
   * @param unit what it has not enough of
   * @param left what is left of it, in nano-dollars, tokens or requests; may be negative if the
   *     limit was lowered
   */
  record Lacking(AccountId account, Unit unit, long left) implements HoldResult {}

  /** A hold of that id has ended before; nothing is held. */
  record Over(Resolution.End end) implements HoldResult {}
}
