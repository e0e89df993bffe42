package dev.penstock.core.pipeline;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;

/** Errors that no provider is asked about. */
final class Errors {
  private Errors() {}

  /** A caller that was interrupted, and stays so. */
  static PenstockException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new PenstockException(ErrorCode.CANCELLED, "the caller's thread was interrupted", e);
  }

  static PenstockException internal(RuntimeException e) {
    return new PenstockException(
        ErrorCode.INTERNAL, "a mistake of the engine: " + e.getClass().getName(), e);
  }

  static PenstockException closedEarly() {
    return new PenstockException(ErrorCode.CANCELLED, "the stream was closed before its end");
  }

  static PenstockException tooLong() {
    return new PenstockException(ErrorCode.DEADLINE_EXCEEDED, "the answer took too long");
  }

  /** A leader's error as its followers get it; the attempts are the leader's alone. */
  static PenstockException ofLeader(PenstockException error) {
    return new PenstockException(
        error.code(),
        "another request with the same question failed at the same time: " + error.getMessage(),
        error);
  }
}
