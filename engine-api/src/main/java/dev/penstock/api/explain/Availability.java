package dev.penstock.api.explain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model may be asked, and if not, why and until when.
 *
 * @param state the state
 * @param cause what led to it, for a person; null if it is closed
 * @param until when it ends by itself; null if that is not known, or never by itself
 */
public record Availability(State state, @Nullable String cause, @Nullable Instant until) {
  /** Nothing is in the way. */
  public static final Availability CLOSED = new Availability(State.CLOSED, null, null);

  /** The states, the graver the later where several are there at once. */
  public enum State {
    /** It may be asked: the circuit is closed. */
    CLOSED,
    /** It has failed and is asked a few times to see whether it is well again. */
    HALF_OPEN,
    /** As many calls of its provider run as may at once. */
    FULL,
    /** Its provider limits its rate, or a limit of the policy is used up for the moment. */
    LIMITED,
    /** It has failed and is not asked. */
    OPEN
  }
}
