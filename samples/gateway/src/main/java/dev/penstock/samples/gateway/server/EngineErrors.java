package dev.penstock.samples.gateway.server;

import dev.penstock.api.PenstockException;
import dev.penstock.api.explain.Candidate;
import dev.penstock.api.explain.Candidate.Filter;
import dev.penstock.api.explain.Explanation;
import dev.penstock.api.explain.HoldTrace;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an error of the engine is over HTTP. */
public final class EngineErrors {
  private EngineErrors() {}

  /** The error as a client is told of it. */
  public static HttpError of(PenstockException e) {
    return switch (e.code()) {
      case INVALID_REQUEST -> error(400, "invalid_request", e);
      // The engine's message lists the models, which are nobody's business.
      case UNKNOWN_MODEL ->
          new HttpError(
              404, "model_not_found", "the model does not exist, or is not yours", "model", null);
      case CANCELLED -> error(503, "cancelled", e);
      case NO_CAPABLE_MODEL -> onlyTooLong(e.explanation()) ? tooLong() : incapable(e);
      case BUDGET_EXHAUSTED -> broke(e);
      case RATE_LIMITED -> error(429, "rate_limit_exceeded", e);
      case LEDGER_UNAVAILABLE -> error(503, "ledger_unavailable", e);
      case INVALID_POLICY, PLUGIN_UNUSABLE -> error(500, "misconfigured", e);
      case PROVIDERS_FAILED -> error(503, "providers_failed", e);
      case REFUSED_BY_PROVIDER -> error(400, "refused_by_provider", e);
      case CONTENT_FILTERED -> error(400, "content_filter", e);
      case DEADLINE_EXCEEDED -> error(504, "deadline_exceeded", e);
      case CLOSED -> new HttpError(503, "shutting_down", "the gateway stops");
      case INTERNAL -> new HttpError(500, "internal_error", "a mistake of the engine; see its log");
    };
  }

  private static HttpError error(int status, String code, PenstockException e) {
    return new HttpError(status, code, String.valueOf(e.getMessage()), null, e.retryAfter());
  }

  private static HttpError incapable(PenstockException e) {
    return error(400, "no_capable_model", e);
  }

  private static HttpError tooLong() {
    return new HttpError(
        400,
        "context_too_long",
        "the request is longer than any model that may answer it can read; shorten it",
        "messages",
        null);
  }

  /** Whether every model that was looked at is too small. */
  private static boolean onlyTooLong(@Nullable Explanation explanation) {
    if (explanation == null) {
      return false;
    }
    Set<Filter> filters = EnumSet.noneOf(Filter.class);
    for (Candidate candidate : explanation.candidates()) {
      Filter filter = candidate.removedBy();
      if (filter != null && filter != Filter.ROUTE && filter != Filter.ASKED_FOR) {
        filters.add(filter);
      }
    }
    return filters.contains(Filter.WINDOW)
        && !filters.contains(Filter.ABILITY)
        && !filters.contains(Filter.HEALTH);
  }

  /** Which budgets, and until when, but no amounts: they may be what other tenants have spent. */
  private static HttpError broke(PenstockException e) {
    StringBuilder message = new StringBuilder("no budget has enough left for this request");
    Explanation explanation = e.explanation();
    if (explanation != null) {
      String before = ": ";
      for (HoldTrace hold : explanation.holds()) {
        if (!hold.fits()) {
          message.append(before).append("budget ").append(hold.budget());
          message.append(" of ").append(hold.scope());
          message.append(hold.until() == null ? "" : " until " + hold.until());
          before = ", ";
        }
      }
    }
    message.append("; ask for less, or again in the budget's next period");
    return new HttpError(402, "budget_exceeded", message.toString(), null, e.retryAfter());
  }
}
