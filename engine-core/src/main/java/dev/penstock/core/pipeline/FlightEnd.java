package dev.penstock.core.pipeline;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import org.jspecify.annotations.Nullable;

/** Ends a flight whose leader has no answer. */
final class FlightEnd {
  private FlightEnd() {}

  /**
   * What is the leader's own affair, its patience or its budget, is not the others' error.
   *
   * @param streamed whether the leader is a stream
   */
  static void failed(Flights.@Nullable Ticket ticket, PenstockException error, boolean streamed) {
    if (ticket != null) {
      ticket.land(
          isOwn(error)
              ? new Flights.Landing.HandedOver()
              : new Flights.Landing.Failed(error, streamed));
    }
  }

  /** Whatever has become of the leader, nobody waits for it any more. */
  static void left(Flights.@Nullable Ticket ticket) {
    if (ticket != null) {
      ticket.land(new Flights.Landing.HandedOver());
    }
  }

  private static boolean isOwn(PenstockException error) {
    ErrorCode code = error.code();
    boolean time = code == ErrorCode.CANCELLED || code == ErrorCode.DEADLINE_EXCEEDED;
    boolean allowance = code == ErrorCode.BUDGET_EXHAUSTED || code == ErrorCode.RATE_LIMITED;
    return time || (allowance && error.attempts().isEmpty());
  }
}
