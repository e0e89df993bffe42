package dev.penstock.spi.store;

/**
 * How a hold ended. A hold ends once; whoever comes later gets the first end.
 *
 * @param end how
 * @param posted what was posted to every account of the hold
 * @param first whether this very call ended it
 * @param receipt when that is kept
 */
public record Resolution(End end, Amount posted, boolean first, Receipt receipt) {
  /** How a hold can end. */
  public enum End {
    /** What was spent is posted, the rest is released. */
    POSTED,
    /** All is released. */
    VOIDED,
    /** Its time was up, or its engine has died: all that was held is posted. */
    EXPIRED,
    /** There is no such hold, or it ended too long ago to tell how; nothing has changed. */
    UNKNOWN
  }
}
