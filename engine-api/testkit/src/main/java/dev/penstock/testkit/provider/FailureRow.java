package dev.penstock.testkit.provider;

import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.testkit.server.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reply that is no answer, and what it must be taken for. */
record FailureRow(String name, Reply reply, FailureKind kind, @Nullable Phase phase) {
  /** What an API on the OpenAI wire can answer instead of an answer. */
  static List<FailureRow> openAi() {
    return withCommon(
        notRun(429, "rate_limit_exceeded", FailureKind.RATE_LIMITED),
        notRun(429, null, FailureKind.RATE_LIMITED),
        notRun(429, "insufficient_quota", FailureKind.QUOTA_EXHAUSTED),
        notRun(429, "credit_balance_exhausted", FailureKind.QUOTA_EXHAUSTED),
        notRun(429, "organization_spend_limit_exceeded", FailureKind.QUOTA_EXHAUSTED),
        notRun(429, "slow_down", FailureKind.OVERLOADED),
        notRun(402, null, FailureKind.QUOTA_EXHAUSTED),
        notRun(401, "invalid_api_key", FailureKind.UNAUTHORIZED),
        notRun(403, null, FailureKind.UNAUTHORIZED),
        notRun(404, "model_not_found", FailureKind.MODEL_NOT_FOUND),
        notRun(400, "context_length_exceeded", FailureKind.CONTEXT_LENGTH_EXCEEDED),
        notRun(413, null, FailureKind.CONTEXT_LENGTH_EXCEEDED),
        notRun(400, "content_filter", FailureKind.CONTENT_FILTERED),
        notRun(400, "content_policy_violation", FailureKind.CONTENT_FILTERED),
        notRun(400, null, FailureKind.BAD_REQUEST),
        notRun(422, null, FailureKind.BAD_REQUEST),
        notRun(503, null, FailureKind.OVERLOADED),
        notRun(529, "overloaded_error", FailureKind.OVERLOADED),
        mayHaveRun(408, null, FailureKind.TRY_AGAIN),
        mayHaveRun(409, null, FailureKind.TRY_AGAIN),
        mayHaveRun(500, "server_error", FailureKind.SERVER_ERROR),
        mayHaveRun(502, null, FailureKind.SERVER_ERROR),
        mayHaveRun(504, null, FailureKind.SERVER_ERROR),
        new FailureRow(
            "an error as a text",
            Reply.body(429, "application/json", "{\"error\":\"too many\"}"),
            FailureKind.RATE_LIMITED,
            Phase.NOT_RUN),
        new FailureRow(
            "an error that says 200",
            Reply.json("{\"error\":{\"message\":\"no\",\"type\":\"overloaded_error\"}}"),
            FailureKind.OVERLOADED,
            Phase.NOT_RUN),
        new FailureRow(
            "an error that says 200 and a status inside",
            Reply.json("{\"error\":{\"code\":429,\"message\":\"no\"}}"),
            FailureKind.RATE_LIMITED,
            Phase.NOT_RUN),
        new FailureRow(
            "JSON that is none", Reply.json("{\"choices\":[}"), FailureKind.MALFORMED, null),
        new FailureRow("no choice", Reply.json("{\"choices\":[]}"), FailureKind.MALFORMED, null));
  }

  /** What Anthropic's API can answer instead of an answer. */
  static List<FailureRow> anthropic() {
    return withCommon(
        notRun(429, null, FailureKind.RATE_LIMITED),
        notRun(429, "ramp_limit_exceeded", FailureKind.RATE_LIMITED),
        notRun(429, "contract_spend_limit_reached", FailureKind.QUOTA_EXHAUSTED),
        notRun(429, "enforced_spend_limit_reached", FailureKind.QUOTA_EXHAUSTED),
        notRun(402, null, FailureKind.QUOTA_EXHAUSTED),
        notRun(402, "linked_organization_spend_limit_reached", FailureKind.QUOTA_EXHAUSTED),
        notRun(401, null, FailureKind.UNAUTHORIZED),
        notRun(403, null, FailureKind.UNAUTHORIZED),
        notRun(404, null, FailureKind.MODEL_NOT_FOUND),
        notRun(413, null, FailureKind.CONTEXT_LENGTH_EXCEEDED),
        notRun(400, null, FailureKind.BAD_REQUEST),
        says(400, "prompt is too long: 210000 tokens", FailureKind.CONTEXT_LENGTH_EXCEEDED),
        says(400, "Your credit balance is too low", FailureKind.QUOTA_EXHAUSTED),
        says(400, "blocked by content filtering policy", FailureKind.CONTENT_FILTERED),
        notRun(422, null, FailureKind.BAD_REQUEST),
        notRun(503, null, FailureKind.OVERLOADED),
        notRun(529, null, FailureKind.OVERLOADED),
        mayHaveRun(408, null, FailureKind.TRY_AGAIN),
        mayHaveRun(409, null, FailureKind.TRY_AGAIN),
        mayHaveRun(499, null, FailureKind.TRY_AGAIN),
        mayHaveRun(500, null, FailureKind.SERVER_ERROR),
        mayHaveRun(504, null, FailureKind.SERVER_ERROR),
        inside("overloaded_error", FailureKind.OVERLOADED, Phase.NOT_RUN),
        inside("rate_limit_error", FailureKind.RATE_LIMITED, Phase.NOT_RUN),
        inside("invalid_request_error", FailureKind.BAD_REQUEST, Phase.NOT_RUN),
        inside("api_error", FailureKind.SERVER_ERROR, Phase.MAY_HAVE_RUN),
        new FailureRow(
            "JSON that is none", Reply.json("{\"content\":[}"), FailureKind.MALFORMED, null),
        new FailureRow(
            "no content", Reply.json("{\"type\":\"message\"}"), FailureKind.MALFORMED, null));
  }

  /** What Gemini's API can answer instead of an answer. */
  static List<FailureRow> gemini() {
    return withCommon(
        notRun(429, null, FailureKind.RATE_LIMITED),
        notRun(429, "GenerateRequestsPerMinutePerProjectPerModel", FailureKind.RATE_LIMITED),
        notRun(
            429, "GenerateRequestsPerDayPerProjectPerModel-FreeTier", FailureKind.QUOTA_EXHAUSTED),
        notRun(400, null, FailureKind.BAD_REQUEST),
        notRun(400, "API_KEY_INVALID", FailureKind.UNAUTHORIZED),
        says(
            400,
            "The input token count (1200000) exceeds the maximum number of tokens allowed"
                + " (1048576).",
            FailureKind.CONTEXT_LENGTH_EXCEEDED),
        says(400, "The input token count exceeds it", FailureKind.CONTEXT_LENGTH_EXCEEDED),
        typed(400, "FAILED_PRECONDITION", FailureKind.UNAUTHORIZED),
        notRun(401, null, FailureKind.UNAUTHORIZED),
        notRun(403, null, FailureKind.UNAUTHORIZED),
        notRun(404, null, FailureKind.MODEL_NOT_FOUND),
        notRun(413, null, FailureKind.CONTEXT_LENGTH_EXCEEDED),
        notRun(503, null, FailureKind.OVERLOADED),
        mayHaveRun(409, null, FailureKind.TRY_AGAIN),
        mayHaveRun(499, null, FailureKind.TRY_AGAIN),
        mayHaveRun(500, null, FailureKind.SERVER_ERROR),
        mayHaveRun(504, null, FailureKind.SERVER_ERROR),
        new FailureRow(
            "a status inside of an answer that says 200",
            Reply.json("{\"error\":{\"code\":503,\"message\":\"no\",\"status\":\"UNAVAILABLE\"}}"),
            FailureKind.OVERLOADED,
            Phase.NOT_RUN),
        new FailureRow(
            "an error inside without a code",
            Reply.json("{\"error\":{\"status\":\"RESOURCE_EXHAUSTED\"}}"),
            FailureKind.RATE_LIMITED,
            Phase.NOT_RUN),
        new FailureRow(
            "a blocked prompt",
            Reply.json("{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}"),
            FailureKind.CONTENT_FILTERED,
            Phase.MAY_HAVE_RUN),
        new FailureRow(
            "JSON that is none", Reply.json("{\"candidates\":[}"), FailureKind.MALFORMED, null),
        new FailureRow(
            "no candidate", Reply.json("{\"candidates\":[]}"), FailureKind.MALFORMED, null));
  }

  /** The rows of a wire, and those of all wires. */
  private static List<FailureRow> withCommon(FailureRow... own) {
    List<FailureRow> rows = new ArrayList<>(List.of(own));
    rows.add(
        new FailureRow(
            "an error without JSON",
            Reply.body(500, "text/plain", "upstream connect error"),
            FailureKind.SERVER_ERROR,
            Phase.MAY_HAVE_RUN));
    rows.add(
        new FailureRow(
            "a redirect",
            Reply.body(307, "text/plain", "").header("Location", "http://127.0.0.1:9/v1"),
            FailureKind.REDIRECTED,
            Phase.NOT_RUN));
    rows.add(
        new FailureRow(
            "a web page",
            Reply.body(200, "text/html", "<html>Welcome to the hotel</html>"),
            FailureKind.MALFORMED,
            Phase.NOT_RUN));
    rows.add(new FailureRow("JSON of another kind", Reply.json("[]"), FailureKind.MALFORMED, null));
    rows.add(
        new FailureRow(
            "nested without end",
            Reply.json("{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"),
            FailureKind.MALFORMED,
            null));
    rows.add(
        new FailureRow(
            "a connection that closes", Reply.raw(new byte[0]), FailureKind.TRUNCATED, null));
    return List.copyOf(rows);
  }

  private static FailureRow typed(int status, String type, FailureKind kind) {
    return new FailureRow(
        status + " " + type, Reply.failure(status, null).type(type), kind, Phase.NOT_RUN);
  }

  private static FailureRow says(int status, String text, FailureKind kind) {
    return new FailureRow(
        status + " " + text, Reply.failure(status, null).message(text), kind, Phase.NOT_RUN);
  }

  private static FailureRow inside(String type, FailureKind kind, Phase phase) {
    return new FailureRow(
        type + " that says 200",
        Reply.json("{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\"}}"),
        kind,
        phase);
  }

  private static FailureRow notRun(int status, @Nullable String code, FailureKind kind) {
    return new FailureRow(status + " " + code, Reply.failure(status, code), kind, Phase.NOT_RUN);
  }

  private static FailureRow mayHaveRun(int status, @Nullable String code, FailureKind kind) {
    return new FailureRow(
        status + " " + code, Reply.failure(status, code), kind, Phase.MAY_HAVE_RUN);
  }
}
