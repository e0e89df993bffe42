package dev.penstock.core.call;

import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;

/**
 * What a failed call leads to: who is asked next, whether the same model is asked again, what the
 * breaker learns, what is billed.
 */
record Reaction(Next next, Again again, Breaker breaker, Bill bill) {
  enum Next {
    /** The next candidate is asked. */
    NEXT,
    /** The next candidate with a larger window is asked. */
    LARGER,
    /** The caller is told. */
    CALLER
  }

  enum Again {
    NEVER,
    /** Once, before any other candidate. */
    FIRST,
    /** Once, when no other candidate is left. */
    LAST
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
      case RATE_LIMITED ->
          new Reaction(
              Next.NEXT,
              failure.retryAfter() == null ? Again.NEVER : Again.LAST,
              Breaker.IGNORES,
              bill);
      case QUOTA_EXHAUSTED, UNAUTHORIZED, MODEL_NOT_FOUND, TLS_FAILED ->
          new Reaction(Next.NEXT, Again.NEVER, Breaker.OPENS, bill);
      case OVERLOADED, SERVER_ERROR -> new Reaction(Next.NEXT, Again.LAST, Breaker.COUNTS, bill);
      case TRY_AGAIN -> new Reaction(Next.NEXT, Again.FIRST, Breaker.COUNTS, bill);
      case UNREACHABLE,
          CONNECT_TIMEOUT,
          TIMEOUT,
          TRUNCATED,
          MALFORMED,
          TOO_LARGE,
          REDIRECTED,
          PLUGIN_FAILED ->
          new Reaction(Next.NEXT, Again.NEVER, Breaker.COUNTS, bill);
      case UNSUPPORTED -> new Reaction(Next.NEXT, Again.NEVER, Breaker.IGNORES, bill);
      case CONTEXT_LENGTH_EXCEEDED -> new Reaction(Next.LARGER, Again.NEVER, Breaker.IGNORES, bill);
      case CONTENT_FILTERED, BAD_REQUEST, CANCELLED ->
          new Reaction(Next.CALLER, Again.NEVER, Breaker.IGNORES, bill);
    };
  }
}
