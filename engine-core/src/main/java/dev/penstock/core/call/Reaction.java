package dev.penstock.core.call;

import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;

/** What a failed call leads to: who is asked next, what the breaker learns, what is billed. */
record Reaction(Next next, Breaker breaker, Bill bill) {
  enum Next {
    /** The next candidate is asked. */
    NEXT,
    /** The next candidate with a larger window is asked. */
    LARGER,
    /** The caller is told. */
    CALLER
  }

  enum Breaker {
    COUNTS,
    OPENS,
    IGNORES
  }

  enum Bill {
    /** The provider certainly did not run the prompt. */
    VOID,
    /** The input and what came of the output are posted as an estimate. */
    ESTIMATE
  }

  static Reaction to(ProviderFailure failure) {
    Bill bill = failure.phase() == Phase.NOT_RUN ? Bill.VOID : Bill.ESTIMATE;
    return switch (failure.kind()) {
      case RATE_LIMITED -> new Reaction(Next.NEXT, Breaker.IGNORES, bill);
      case QUOTA_EXHAUSTED, UNAUTHORIZED, MODEL_NOT_FOUND, TLS_FAILED ->
          new Reaction(Next.NEXT, Breaker.OPENS, bill);
      case OVERLOADED,
          SERVER_ERROR,
          UNREACHABLE,
          CONNECT_TIMEOUT,
          TIMEOUT,
          TRUNCATED,
          MALFORMED,
          TOO_LARGE,
          TRY_AGAIN,
          REDIRECTED,
          PLUGIN_FAILED ->
          new Reaction(Next.NEXT, Breaker.COUNTS, bill);
      case CONTEXT_LENGTH_EXCEEDED -> new Reaction(Next.LARGER, Breaker.IGNORES, bill);
      case CONTENT_FILTERED, BAD_REQUEST, CANCELLED ->
          new Reaction(Next.CALLER, Breaker.IGNORES, bill);
    };
  }
}
