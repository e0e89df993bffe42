package dev.penstock.core.pipeline;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.core.recall.Flights;
import org.jspecify.annotations.Nullable;

/** Ends a flight whose leader has no answer. */
final class FlightEnd {
  private FlightEnd() {}

  /** What is the leader's own affair, its patience, is not the others' error. */
  static void failed(Flights.@Nullable Ticket ticket, PenstockException error) {
    if (ticket != null) {
      boolean own =
          error.code() == ErrorCode.CANCELLED || error.code() == ErrorCode.DEADLINE_EXCEEDED;
      ticket.land(own ? new Flights.Landing.HandedOver() : new Flights.Landing.Failed(error));
    }
  }
}
