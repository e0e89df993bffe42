package dev.penstock.provider.gemini;

import dev.penstock.provider.wire.ErrorKinds;
import dev.penstock.spi.FailureKind;
import java.util.List;
import java.util.Map;

/**
 * The words in which the API says what went wrong. A limit per day differs from one per minute only
 * by the id of the quota among the details.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/troubleshooting">Troubleshooting</a>
 */
final class GeminiErrors {
  /** Stands for the type of an answer that tells a reason why the prompt was blocked. */
  static final String BLOCKED = "prompt_blocked";

  private static final Map<FailureKind, List<String>> CERTAIN =
      Map.of(
          FailureKind.OVERLOADED,
          List.of("unavailable"),
          FailureKind.UNAUTHORIZED,
          List.of(
              "api_key_invalid",
              "unauthenticated",
              "permission_denied",
              // The key may not be used from that country, or not without billing.
              "failed_precondition"),
          FailureKind.CONTENT_FILTERED,
          List.of(BLOCKED));

  private static final Map<FailureKind, List<String>> WITHOUT_STATUS =
      Map.of(
          FailureKind.RATE_LIMITED,
          List.of("resource_exhausted"),
          FailureKind.BAD_REQUEST,
          List.of("invalid_argument", "out_of_range"),
          FailureKind.MODEL_NOT_FOUND,
          List.of("not_found"),
          FailureKind.TRY_AGAIN,
          List.of("aborted", "cancelled"));

  private static final Map<FailureKind, List<String>> PHRASES =
      Map.of(
          FailureKind.CONTEXT_LENGTH_EXCEEDED,
          List.of(
              "token count exceeds",
              "exceeds the maximum number of tokens",
              "request payload size exceeds"),
          FailureKind.QUOTA_EXHAUSTED,
          List.of("perday"));

  static final ErrorKinds KINDS = new ErrorKinds(CERTAIN, WITHOUT_STATUS, PHRASES);

  private GeminiErrors() {}
}
