package dev.penstock.spi;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failed call, classified.
 *
 * @param kind what went wrong
 * @param phase how far the request got; decides what may have been billed
 * @param status the HTTP status, or 0 if there was none
 * @param code the provider's own error code, or null; never text of the prompt or the key
 * @param message what happened, for a person; never text of the prompt, the key or the provider's
 *     whole body
 * @param retryAfter how long the provider asks to wait, or null
 */
public record ProviderFailure(
    FailureKind kind,
    Phase phase,
    int status,
    @Nullable String code,
    String message,
    @Nullable Duration retryAfter) {
  /** Checks and copies the components. */
  public ProviderFailure {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(message, "message");
  }

  /** A failure without status and code. */
  public static ProviderFailure of(FailureKind kind, Phase phase, String message) {
    return new ProviderFailure(kind, phase, 0, null, message, null);
  }

  /** How far a request got. */
  public enum Phase {
    /** Nothing of it was sent, or the provider certainly did not run it. */
    NOT_RUN,
    /** It may have been run and billed. */
    MAY_HAVE_RUN,
    /** An answer had begun. */
    ANSWERING
  }
}
