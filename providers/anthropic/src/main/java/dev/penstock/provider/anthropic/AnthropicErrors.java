package dev.penstock.provider.anthropic;

import dev.penstock.provider.wire.ErrorKinds;
import dev.penstock.spi.FailureKind;
import java.util.List;
import java.util.Map;

/**
 * The words in which the API says what went wrong.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/errors">Errors</a>
 */
final class AnthropicErrors {
  private static final Map<FailureKind, List<String>> CERTAIN =
      Map.of(
          FailureKind.QUOTA_EXHAUSTED,
          List.of(
              "billing_error",
              "contract_spend_limit_reached",
              "enforced_spend_limit_reached",
              "linked_organization_spend_limit_reached"),
          FailureKind.OVERLOADED,
          List.of("overloaded_error"),
          FailureKind.CONTEXT_LENGTH_EXCEEDED,
          List.of("request_too_large"),
          FailureKind.UNAUTHORIZED,
          List.of("authentication_error"));

  private static final Map<FailureKind, List<String>> WITHOUT_STATUS =
      Map.of(
          FailureKind.RATE_LIMITED,
          List.of("rate_limit_error"),
          FailureKind.BAD_REQUEST,
          List.of("invalid_request_error"),
          FailureKind.UNAUTHORIZED,
          List.of("permission_error"),
          FailureKind.MODEL_NOT_FOUND,
          List.of("not_found_error"),
          FailureKind.TRY_AGAIN,
          List.of("conflict_error"));

  private static final Map<FailureKind, List<String>> PHRASES =
      Map.of(
          FailureKind.CONTEXT_LENGTH_EXCEEDED,
          List.of("prompt is too long", "context limit", "context window"),
          FailureKind.CONTENT_FILTERED,
          List.of("content filtering policy"),
          FailureKind.QUOTA_EXHAUSTED,
          List.of("credit balance"));

  static final ErrorKinds KINDS = new ErrorKinds(CERTAIN, WITHOUT_STATUS, PHRASES);

  private AnthropicErrors() {}
}
