package dev.penstock.provider.wire;

import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Turns what an upstream says went wrong into a failure, without repeating its text. */
public final class ErrorReplies {
  private final ErrorKinds kinds;
  private final InstantSource clock;

  /**
   * Errors of a vendor.
   *
   * @param kinds what they mean
   * @param clock tells how long it is until a date of {@code Retry-After}
   */
  public ErrorReplies(ErrorKinds kinds, InstantSource clock) {
    this.kinds = kinds;
    this.clock = clock;
  }

  /** The response if its status is one of success; else closes it and throws what it means. */
  public UpstreamResponse requireSuccess(UpstreamResponse response, CallLabel label)
      throws ProviderException {
    if (response.status() / 100 == 2) {
      return response;
    }
    try (response) {
      throw of(response, label);
    }
  }

  private ProviderException of(UpstreamResponse response, CallLabel label) {
    int status = response.status();
    ErrorBody error = body(response);
    FailureKind kind = kinds.of(status, error);
    return failure(kind, ErrorKinds.phase(kind), "answered " + status, error, response, label);
  }

  /** An error in place of an answer, in a response that said 200. */
  public ProviderException inside(ErrorBody error, UpstreamResponse response, CallLabel label) {
    FailureKind kind = kinds.inside(error);
    Phase phase = ErrorKinds.phaseInside(kind);
    return failure(kind, phase, "answered an error", error, response, label);
  }

  /** An error that is an event of a stream. */
  ProviderException inStream(
      ErrorBody error, UpstreamResponse response, boolean answering, CallLabel label) {
    FailureKind kind = kinds.inside(error);
    Phase phase = answering ? Phase.ANSWERING : ErrorKinds.phaseInStream(kind);
    return failure(kind, phase, "answered an error", error, response, label);
  }

  private ProviderException failure(
      FailureKind kind,
      Phase phase,
      String text,
      ErrorBody error,
      UpstreamResponse response,
      CallLabel label) {
    String code = error.word();
    String field = error.field();
    StringBuilder message = new StringBuilder(text);
    if (code != null) {
      message.append(", code ").append(code);
    }
    if (field != null) {
      message.append(", because of ").append(field);
    }
    return new ProviderException(
        new ProviderFailure(
            kind,
            phase,
            response.status(),
            code,
            label.message(message.toString()),
            wait(response, error)));
  }

  private @Nullable Duration wait(UpstreamResponse response, ErrorBody error) {
    String precise = response.header("retry-after-ms");
    String usual = response.header("Retry-After");
    return precise == null && usual == null
        ? error.retryAfter()
        : RetryAfter.of(precise, usual, clock.instant());
  }

  /** The begin of the body; a body that breaks off says nothing, the status says enough. */
  private static ErrorBody body(UpstreamResponse response) {
    try {
      return ErrorBody.parse(response.body(Limits.BODY).readNBytes(Limits.ERROR_BODY));
    } catch (IOException | ProviderException e) {
      return ErrorBody.NONE;
    }
  }
}
