package dev.penstock.samples.gateway.logs;

import dev.penstock.api.EngineEvent;
import dev.penstock.api.EngineListener;
import dev.penstock.api.PolicyException;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.report.BudgetState;
import java.util.Locale;
import java.util.logging.Level;

/** A line for whatever happens in the engine that somebody may have to look into. */
public final class EngineLog implements EngineListener {
  private final Logs logs;

  /** Writes to these. */
  public EngineLog(Logs logs) {
    this.logs = logs;
  }

  @Override
  public void on(EngineEvent event) {
    switch (event) {
      case EngineEvent.Answered answered -> {}
      case EngineEvent.NotAnswered refused -> {}
      case EngineEvent.VectorsEnded ended -> {}
      case EngineEvent.Escalated escalated ->
          logs.tell(
              Level.INFO,
              "escalated",
              line -> {
                line.put("request-id", escalated.requestId());
                line.put("tenant", escalated.tenant());
                line.put("rule", escalated.escalation().rule());
                line.put("queue", escalated.escalation().queue());
                line.put("priority", word(escalated.escalation().priority()));
              });
      case EngineEvent.AttemptEnded ended -> attempt(ended);
      case EngineEvent.BudgetAlert alert ->
          logs.tell(Level.WARNING, "budget-alert", line -> budget(alert, line));
      case EngineEvent.PluginTrouble trouble ->
          logs.tell(
              Level.WARNING,
              "plugin-trouble",
              line -> {
                line.put("plugin", trouble.plugin());
                line.put("problem", trouble.problem());
              });
      case EngineEvent.UsageMissing missing ->
          logs.tell(
              Level.WARNING,
              "usage-missing",
              line -> {
                line.put("provider", missing.provider());
                line.put("model", missing.model());
              });
      case EngineEvent.ProviderAlert alert ->
          logs.tell(
              Level.SEVERE,
              "provider-alert",
              line -> {
                line.put("provider", alert.provider());
                line.put("model", alert.model());
                line.put("problem", alert.problem());
              });
      case EngineEvent.PolicyWarning warning ->
          logs.tell(
              Level.WARNING,
              "policy-warning",
              line -> line.put("problem", warning.problem().toString()));
      case EngineEvent.PolicyLoaded loaded ->
          logs.tell(Level.INFO, "policy-loaded", line -> line.put("policy", loaded.policy()));
      case EngineEvent.PolicyRestored restored ->
          logs.tell(Level.INFO, "policy-restored", line -> line.put("policy", restored.policy()));
      case EngineEvent.PolicyRefused refused ->
          logs.tell(
              Level.SEVERE,
              "policy-refused",
              line -> {
                line.put("code", refused.error().code().name());
                line.put(
                    "problem",
                    refused.error() instanceof PolicyException wrong
                        ? wrong.problems().toString()
                        : refused.error().getMessage());
              });
    }
  }

  private void attempt(EngineEvent.AttemptEnded ended) {
    Attempt attempt = ended.attempt();
    Level level =
        switch (attempt.outcome()) {
          case ANSWERED -> Level.FINE;
          case CANCELLED -> Level.INFO;
          case FAILED, WASTED -> Level.WARNING;
        };
    logs.tell(
        level,
        "attempt",
        line -> {
          line.put("request-id", ended.requestId());
          line.put("attempt", attempt.id());
          line.put("provider", attempt.provider());
          line.put("model", attempt.model());
          line.put("outcome", word(attempt.outcome()));
          line.put("failure", attempt.failure());
          line.put("cost-usd", attempt.cost().toString());
          line.put("duration-ms", attempt.duration().toMillis());
        });
  }

  private static void budget(EngineEvent.BudgetAlert alert, LogLine line) {
    BudgetState state = alert.state();
    line.put("budget", state.name());
    line.put("scope", state.scope());
    line.put("share", alert.share().toString());
    line.put("action", word(alert.action()));
    line.put("used-usd", state.used().toString());
    line.put("limit-usd", state.limit() == null ? null : state.limit().toString());
    line.put("until", state.until() == null ? null : state.until().toString());
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
