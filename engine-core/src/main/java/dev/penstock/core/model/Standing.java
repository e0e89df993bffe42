package dev.penstock.core.model;

import dev.penstock.api.explain.Availability;
import dev.penstock.api.explain.Availability.State;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a model stands now.
 *
 * @param state the state
 * @param cause what led to it; null if it is closed
 * @param left how long it lasts; null if that is not known, or it does not end by itself
 */
public record Standing(State state, @Nullable String cause, @Nullable Duration left) {
  /** Nothing is in the way. */
  public static final Standing CLOSED = new Standing(State.CLOSED, null, null);

  /** After how long a caller may ask again when nobody knows when a running call ends. */
  private static final Duration SOON = Duration.ofSeconds(1);

  /** Whether it is asked after all others. */
  public boolean isLast() {
    return state == State.LIMITED || state == State.FULL;
  }

  /** Why a call was denied by the circuit breaker. */
  String denied() {
    return switch (state) {
      case OPEN -> "circuit breaker open" + (cause == null ? "" : ", " + cause);
      case CLOSED, HALF_OPEN, LIMITED, FULL ->
          "circuit breaker half open, enough probes run" + (cause == null ? "" : ", " + cause);
    };
  }

  /** The same with a time of day. */
  public Availability at(Instant now) {
    return state == State.CLOSED
        ? Availability.CLOSED
        : new Availability(state, cause, left == null ? null : now.plus(left));
  }

  /** After how long it may be asked: zero for now, null for nobody knows when. */
  public @Nullable Duration untilAsked() {
    return switch (state) {
      case CLOSED, HALF_OPEN -> Duration.ZERO;
      case FULL -> SOON;
      case LIMITED, OPEN -> left;
    };
  }
}
