package dev.penstock.api;

/** What kind of error, and whose fault. */
public enum ErrorCode {
  /** The request itself is of no use. */
  INVALID_REQUEST(Fault.CALLER),
  /** The caller asked for a model that the policy does not have. */
  UNKNOWN_MODEL(Fault.CALLER),
  /** The caller's thread was interrupted, or the stream closed. */
  CANCELLED(Fault.CALLER),
  /** No model of the route is able to answer this request. */
  NO_CAPABLE_MODEL(Fault.POLICY),
  /** No budget is left for this request. */
  BUDGET_EXHAUSTED(Fault.POLICY),
  /**
   * Nobody may be asked yet: a limit of the policy was reached, or every candidate limits its rate.
   */
  RATE_LIMITED(Fault.CALLER),
  /** The ledger cannot be written, and a call that cannot be recorded is not made. */
  LEDGER_UNAVAILABLE(Fault.ENGINE),
  /** The policy is wrong. */
  INVALID_POLICY(Fault.POLICY),
  /** A plugin that the policy names is missing or broken. */
  PLUGIN_UNUSABLE(Fault.POLICY),
  /** Every provider that was able to answer failed. */
  PROVIDERS_FAILED(Fault.PROVIDER),
  /** A provider found the request itself to be wrong. */
  REFUSED_BY_PROVIDER(Fault.CALLER),
  /** A filter of the provider refused the request; no other provider is asked. */
  CONTENT_FILTERED(Fault.CALLER),
  /** The request's deadline passed. */
  DEADLINE_EXCEEDED(Fault.PROVIDER),
  /** The engine is closed. */
  CLOSED(Fault.CALLER),
  /** A mistake of the engine. */
  INTERNAL(Fault.ENGINE);

  private final Fault fault;

  ErrorCode(Fault fault) {
    this.fault = fault;
  }

  /** Whose fault it is. */
  public Fault fault() {
    return fault;
  }

  /** Whose fault an error is. */
  public enum Fault {
    /** The caller's. */
    CALLER,
    /** A provider's. */
    PROVIDER,
    /** The policy's. */
    POLICY,
    /** The engine's. */
    ENGINE
  }
}
