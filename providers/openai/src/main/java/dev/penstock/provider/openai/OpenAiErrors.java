package dev.penstock.provider.openai;

import dev.penstock.provider.wire.ErrorKinds;
import dev.penstock.spi.FailureKind;
import java.util.List;
import java.util.Map;

/** The words in which vendors on this wire say what went wrong. */
final class OpenAiErrors {
  private static final Map<FailureKind, List<String>> CERTAIN =
      Map.of(
          FailureKind.QUOTA_EXHAUSTED,
          List.of(
              "insufficient_quota",
              "credit_balance_exhausted",
              "organization_spend_limit_exceeded",
              "project_spend_limit_exceeded",
              "organization_usage_limit_exceeded",
              "billing_hard_limit_reached",
              "billing_not_active",
              "billing_error",
              "insufficient_balance",
              "insufficient_credits"),
          FailureKind.CONTEXT_LENGTH_EXCEEDED,
          List.of("context_length_exceeded", "model_context_window_exceeded"),
          FailureKind.CONTENT_FILTERED,
          List.of(
              "content_filter",
              "content_policy_violation",
              "moderation_blocked",
              "data_inspection_failed",
              "responsible_ai_policy_violation"),
          FailureKind.UNSUPPORTED,
          List.of("unsupported_parameter", "unsupported_value", "unknown_parameter"),
          FailureKind.MODEL_NOT_FOUND,
          List.of(
              "model_not_found", "model_not_available", "model_decommissioned", "invalid_model"),
          FailureKind.OVERLOADED,
          List.of(
              "slow_down",
              "overloaded",
              "overloaded_error",
              "engine_overloaded",
              "server_overloaded",
              "service_unavailable",
              "insufficient_system_resource"),
          FailureKind.UNAUTHORIZED,
          List.of("invalid_api_key", "authentication_error", "account_deactivated"));

  private static final Map<FailureKind, List<String>> WITHOUT_STATUS =
      Map.of(
          FailureKind.RATE_LIMITED,
          List.of(
              "rate_limit_exceeded",
              "rate_limit_error",
              "rate_limited",
              "too_many_requests",
              "tokens",
              "requests"),
          FailureKind.BAD_REQUEST,
          List.of("invalid_request_error", "invalid_request", "invalid_prompt", "bad_request"),
          FailureKind.UNAUTHORIZED,
          List.of("permission_error", "permission_denied"),
          FailureKind.MODEL_NOT_FOUND,
          List.of("not_found_error"));

  private static final Map<FailureKind, List<String>> PHRASES =
      Map.of(
          FailureKind.CONTEXT_LENGTH_EXCEEDED,
          List.of("context length", "context window", "too many tokens", "context_length"),
          FailureKind.CONTENT_FILTERED,
          List.of(
              "content filter",
              "content policy",
              "content management policy",
              "content exists risk"),
          FailureKind.QUOTA_EXHAUSTED,
          List.of("insufficient balance", "exceeded your current quota", "credit balance"));

  static final ErrorKinds KINDS = new ErrorKinds(CERTAIN, WITHOUT_STATUS, PHRASES);

  private OpenAiErrors() {}
}
