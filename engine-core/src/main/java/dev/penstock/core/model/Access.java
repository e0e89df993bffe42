package dev.penstock.core.model;

/** What came of asking for a call: it may be made, or something is in the way. */
public sealed interface Access permits Pass, Access.Denied {
  /**
   * Nothing was taken.
   *
   * @param by what is in the way
   * @param cause the same for a person
   */
  record Denied(By by, String cause) implements Access {}

  /** What can be in the way. */
  enum By {
    /** The circuit breaker. */
    HEALTH,
    /** The provider's limits, or the policy's for the candidate. */
    LIMIT,
    /** The policy's limits for the request, whoever answers it. */
    REQUEST
  }
}
