package dev.penstock.provider.openai;

import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderFailure.Phase;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an error of the upstream means: by its code or type where that is certain, else by the
 * status, and only where vendors tell no code by a phrase of its text.
 */
final class ErrorKinds {
  /** Codes and types that mean the same under any status. */
  private static final Map<String, FailureKind> CERTAIN =
      byWord(
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
              FailureKind.MODEL_NOT_FOUND,
              List.of(
                  "model_not_found",
                  "model_not_available",
                  "model_decommissioned",
                  "invalid_model"),
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
              List.of("invalid_api_key", "authentication_error", "account_deactivated")));

  /** Types that only say what a status would, for errors that come without one. */
  private static final Map<String, FailureKind> WITHOUT_STATUS =
      byWord(
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
              List.of("not_found_error")));

  private static final List<String> CONTEXT_PHRASES =
      List.of("context length", "context window", "too many tokens", "context_length");
  private static final List<String> FILTER_PHRASES =
      List.of(
          "content filter", "content policy", "content management policy", "content exists risk");
  private static final List<String> QUOTA_PHRASES =
      List.of("insufficient balance", "exceeded your current quota", "credit balance");

  private ErrorKinds() {}

  /** The kind of an error that came with a status. */
  static FailureKind of(int status, ErrorBody error) {
    FailureKind certain = certain(error);
    if (certain != null) {
      return certain;
    }
    return switch (status) {
      case 401, 403 ->
          says(error, FILTER_PHRASES, FailureKind.CONTENT_FILTERED, FailureKind.UNAUTHORIZED);
      case 402 -> FailureKind.QUOTA_EXHAUSTED;
      case 404, 410 -> FailureKind.MODEL_NOT_FOUND;
      case 408, 409, 425 -> FailureKind.TRY_AGAIN;
      case 413 -> FailureKind.CONTEXT_LENGTH_EXCEEDED;
      case 429 -> says(error, QUOTA_PHRASES, FailureKind.QUOTA_EXHAUSTED, FailureKind.RATE_LIMITED);
      case 503, 529 -> FailureKind.OVERLOADED;
      default -> {
        if (status >= 300 && status < 400) {
          yield FailureKind.REDIRECTED;
        }
        yield status >= 400 && status < 500 ? refused(error) : FailureKind.SERVER_ERROR;
      }
    };
  }

  /** The kind of an error inside of a response that said 200. */
  static FailureKind inside(ErrorBody error) {
    FailureKind certain = certain(error);
    if (certain != null) {
      return certain;
    }
    int status = status(error.code());
    if (status != 0) {
      return of(status, error);
    }
    FailureKind kind = lookUp(WITHOUT_STATUS, error);
    if (kind == FailureKind.BAD_REQUEST) {
      return refused(error);
    }
    return kind == null ? FailureKind.SERVER_ERROR : kind;
  }

  /** How far a request got that ended so before there was any output. */
  static Phase phase(FailureKind kind) {
    return switch (kind) {
      case RATE_LIMITED,
          QUOTA_EXHAUSTED,
          OVERLOADED,
          CONTEXT_LENGTH_EXCEEDED,
          CONTENT_FILTERED,
          BAD_REQUEST,
          MODEL_NOT_FOUND,
          UNAUTHORIZED,
          REDIRECTED ->
          Phase.NOT_RUN;
      case SERVER_ERROR,
          UNREACHABLE,
          TLS_FAILED,
          CONNECT_TIMEOUT,
          TIMEOUT,
          TRUNCATED,
          MALFORMED,
          TOO_LARGE,
          TRY_AGAIN,
          CANCELLED,
          PLUGIN_FAILED ->
          Phase.MAY_HAVE_RUN;
    };
  }

  private static FailureKind refused(ErrorBody error) {
    FailureKind filtered =
        says(error, FILTER_PHRASES, FailureKind.CONTENT_FILTERED, FailureKind.BAD_REQUEST);
    return says(error, CONTEXT_PHRASES, FailureKind.CONTEXT_LENGTH_EXCEEDED, filtered);
  }

  private static FailureKind says(
      ErrorBody error, List<String> phrases, FailureKind then, FailureKind otherwise) {
    String text = error.text().toLowerCase(Locale.ROOT);
    return phrases.stream().anyMatch(text::contains) ? then : otherwise;
  }

  private static @Nullable FailureKind certain(ErrorBody error) {
    return lookUp(CERTAIN, error);
  }

  private static @Nullable FailureKind lookUp(Map<String, FailureKind> table, ErrorBody error) {
    FailureKind byCode = error.code() == null ? null : table.get(lower(error.code()));
    return byCode != null || error.type() == null ? byCode : table.get(lower(error.type()));
  }

  private static int status(@Nullable String code) {
    return code != null && code.matches("[45]\\d\\d") ? Integer.parseInt(code) : 0;
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private static Map<String, FailureKind> byWord(Map<FailureKind, List<String>> words) {
    Map<String, FailureKind> kinds = new HashMap<>();
    words.forEach((kind, list) -> list.forEach(word -> kinds.put(word, kind)));
    return Map.copyOf(kinds);
  }
}
