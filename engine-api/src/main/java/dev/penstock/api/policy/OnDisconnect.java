package dev.penstock.api.policy;

/** What becomes of a stream upstream when its caller closes it early. */
public enum OnDisconnect {
  /** It is ended at once, and what it took is estimated. */
  ABORT,
  /**
   * It is read to its end without the caller, within its deadlines, and what it took is known. For
   * providers that bill the whole answer anyway.
   */
  DRAIN
}
