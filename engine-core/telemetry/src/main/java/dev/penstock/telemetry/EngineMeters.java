package dev.penstock.telemetry;

import dev.penstock.api.Answer;
import dev.penstock.api.EngineEvent;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.RouteTaken;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.explain.Explanation;
import dev.penstock.api.money.Usd;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Metrics that no convention knows: what was routed, recalled, handed over and spent. */
final class EngineMeters {
  private static final String OUTCOME = "penstock.outcome";
  private static final String ROUTE = "penstock.route";
  private static final String TIER = "penstock.tier";
  private static final String TENANT = "penstock.tenant";
  private static final String MODEL = "penstock.model";
  private static final String PROVIDER = "penstock.provider";
  private static final String PURPOSE = "penstock.purpose";
  private static final String ERROR = "error.type";

  private final boolean tenants;
  private final Bounded tenantNames = new Bounded();
  private final Bounded names = new Bounded();

  private final Sets requestSets = new Sets(OUTCOME, ROUTE, TIER, ERROR, TENANT);
  private final Sets durationSets = new Sets(OUTCOME, ROUTE);
  private final Sets cacheSets = new Sets("penstock.cache.result");
  private final Sets fallbackSets = new Sets(MODEL, ERROR);
  private final Sets attemptSets = new Sets(MODEL, PROVIDER, OUTCOME, PURPOSE, ERROR);
  private final Sets costSets = new Sets(MODEL, PROVIDER, PURPOSE, ROUTE, TIER, TENANT);
  private final Sets escalationSets = new Sets("penstock.rule", "penstock.queue");
  private final Sets modelSets = new Sets(PROVIDER, MODEL);
  private final Sets pluginSets = new Sets("penstock.plugin");
  private final Sets alertSets = new Sets("penstock.budget", "penstock.action");
  private final Sets loadSets = new Sets("penstock.result");

  private final LongCounter requests;
  private final DoubleHistogram durations;
  private final DoubleHistogram decisions;
  private final LongCounter lookUps;
  private final LongCounter fallbacks;
  private final LongCounter attempts;
  private final DoubleCounter cost;
  private final LongCounter escalations;
  private final LongCounter troubles;
  private final LongCounter providerAlerts;
  private final LongCounter missing;
  private final LongCounter budgetAlerts;
  private final LongCounter loads;

  EngineMeters(Meter meter, boolean tenants) {
    this.tenants = tenants;
    requests = count(meter, "requests", "{request}", "Requests, by how they ended.");
    durations = seconds(meter, "request.duration", "How long the engine took for a request.");
    decisions = seconds(meter, "decision.duration", "How long it took to decide who answers.");
    lookUps =
        count(meter, "cache.requests", "{request}", "Answered requests, by the cache's part.");
    fallbacks =
        count(meter, "fallbacks", "{attempt}", "Failed calls after which another model was asked.");
    attempts = count(meter, "attempts", "{attempt}", "Calls to providers, by how they ended.");
    cost =
        meter
            .counterBuilder("penstock.cost")
            .ofDoubles()
            .setUnit("USD")
            .setDescription("What calls to providers cost, as the ledger has it.")
            .build();
    escalations = count(meter, "escalations", "{request}", "Requests that a person takes over.");
    troubles = count(meter, "plugin.troubles", "{event}", "Plugins that threw, hung or misled.");
    providerAlerts =
        count(meter, "provider.alerts", "{event}", "Providers that began to need a person.");
    missing = count(meter, "usage.missing", "{attempt}", "Answers whose provider told no usage.");
    budgetAlerts = count(meter, "budget.alerts", "{event}", "Shares of budgets that were reached.");
    loads = count(meter, "policy.loads", "{event}", "Policies loaded and refused.");
  }

  private static LongCounter count(Meter meter, String name, String unit, String description) {
    return meter
        .counterBuilder("penstock." + name)
        .setUnit(unit)
        .setDescription(description)
        .build();
  }

  private static DoubleHistogram seconds(Meter meter, String name, String description) {
    return meter
        .histogramBuilder("penstock." + name)
        .setUnit("s")
        .setDescription(description)
        .setExplicitBucketBoundariesAdvice(
            List.of(
                0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0,
                10.0, 30.0, 60.0, 120.0))
        .build();
  }

  void answered(Answer answer) {
    RouteTaken taken = answer.route();
    String outcome = outcome(answer);
    requests.add(
        1,
        requestSets.of(
            outcome, taken.route(), taken.tier(), null, tenant(answer.explanation().tenant())));
    durations.record(
        GenAiMeters.inSeconds(answer.timing().total()), durationSets.of(outcome, taken.route()));
    decisions.record(GenAiMeters.inSeconds(answer.timing().decide()));
    lookUps.add(1, cacheSets.of(Words.word(answer.cache())));
    fellBack(answer.attempts());
  }

  /** How an answered request was answered. */
  static String outcome(Answer answer) {
    if (answer.route().provider().equals(RouteTaken.PERSON)) {
      return "handed_over";
    }
    return answer.attempts().isEmpty() ? "recalled" : "answered";
  }

  /** How a request ended that was not answered. */
  static String outcome(ErrorCode code) {
    return switch (code) {
      case CANCELLED -> "cancelled";
      case INVALID_REQUEST,
          UNKNOWN_MODEL,
          NO_CAPABLE_MODEL,
          BUDGET_EXHAUSTED,
          RATE_LIMITED,
          CLOSED ->
          "refused";
      case LEDGER_UNAVAILABLE,
          INVALID_POLICY,
          PLUGIN_UNUSABLE,
          PROVIDERS_FAILED,
          REFUSED_BY_PROVIDER,
          CONTENT_FILTERED,
          DEADLINE_EXCEEDED,
          INTERNAL ->
          "failed";
    };
  }

  void notAnswered(EngineEvent.NotAnswered event) {
    ErrorCode code = event.error().code();
    String outcome = outcome(code);
    Explanation explanation = event.error().explanation();
    String route = explanation == null ? null : explanation.route();
    String tier =
        explanation == null || explanation.classified() == null
            ? null
            : explanation.classified().tier();
    requests.add(1, requestSets.of(outcome, route, tier, Words.word(code), tenant(event.tenant())));
    durations.record(GenAiMeters.inSeconds(event.duration()), durationSets.of(outcome, route));
    fellBack(event.error().attempts());
  }

  /** All but the last call were followed by another, unless two were asked at once. */
  private void fellBack(List<Attempt> all) {
    for (int i = 0; i < all.size() - 1; i++) {
      String error = Words.errorType(all.get(i));
      if (!"cancelled".equals(error)) {
        fallbacks.add(1, fallbackSets.of(all.get(i).model(), error));
      }
    }
  }

  void attempt(EngineEvent.AttemptEnded event) {
    Attempt attempt = event.attempt();
    String purpose = Words.purpose(event.requestId());
    attempts.add(
        1,
        attemptSets.of(
            attempt.model(),
            attempt.provider(),
            Words.word(attempt.outcome()),
            purpose,
            Words.errorType(attempt)));
    spent(
        attempt.cost(),
        costSets.of(
            attempt.model(),
            attempt.provider(),
            purpose,
            event.route(),
            event.tier(),
            tenant(event.tenant())));
  }

  void vectors(EngineEvent.VectorsEnded event) {
    spent(
        event.cost(),
        costSets.of(
            event.model(), event.provider(), "embeddings", null, null, tenant(event.tenant())));
  }

  private void spent(Usd amount, Attributes attributes) {
    cost.add(amount.nanos() / 1e9, attributes);
  }

  void escalated(EngineEvent.Escalated event) {
    escalations.add(1, escalationSets.of(event.escalation().rule(), event.escalation().queue()));
  }

  void trouble(String plugin) {
    troubles.add(1, pluginSets.of(names.of(plugin)));
  }

  void alert(EngineEvent.ProviderAlert event) {
    providerAlerts.add(1, modelSets.of(event.provider(), event.model()));
  }

  void usageMissing(EngineEvent.UsageMissing event) {
    missing.add(1, modelSets.of(event.provider(), event.model()));
  }

  void alert(EngineEvent.BudgetAlert event) {
    budgetAlerts.add(1, alertSets.of(event.state().name(), Words.word(event.action())));
  }

  void policy(boolean loaded) {
    loads.add(1, loadSets.of(loaded ? "loaded" : "refused"));
  }

  private @Nullable String tenant(String name) {
    return tenants ? tenantNames.of(name) : null;
  }
}
