package dev.penstock.telemetry;

import dev.penstock.api.Engine;
import dev.penstock.api.EngineEvent;
import dev.penstock.api.EngineListener;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import java.time.InstantSource;

/**
 * Records metrics and traces of an engine. Calls to providers are named by the conventions for
 * generative AI, all else begins with {@code penstock.}. Nothing of it holds text of a prompt or an
 * answer; metrics name no tenant unless the settings say so, and no user.
 *
 * <p>The span of a request is a child of what is current on the thread that the engine tells of its
 * end, which is the caller's.
 */
public final class OpenTelemetryListener implements EngineListener {
  private static final String SCOPE = "dev.penstock";

  private final TelemetrySettings settings;
  private final GenAiMeters genAi;
  private final EngineMeters engine;
  private final EngineGauges gauges;
  private final RequestSpans spans;

  /** Records by these providers of meters and tracers. */
  public OpenTelemetryListener(OpenTelemetry telemetry, TelemetrySettings settings) {
    Meter meter = telemetry.getMeter(SCOPE);
    this.settings = settings;
    genAi = new GenAiMeters(meter, settings.naming());
    engine = new EngineMeters(meter, settings.tenants());
    gauges = new EngineGauges(meter);
    spans = new RequestSpans(telemetry.getTracer(SCOPE), settings.naming(), InstantSource.system());
  }

  /**
   * Shows budgets and models of an engine whenever metrics are collected, until what is returned is
   * closed.
   */
  public AutoCloseable observe(Engine built) {
    return gauges.of(built);
  }

  @Override
  public void on(EngineEvent event) {
    switch (event) {
      case EngineEvent.Answered answered -> {
        engine.answered(answered.answer());
        if (spans.isEnabled()) {
          spans.answered(answered.answer());
        }
      }
      case EngineEvent.NotAnswered notAnswered -> {
        engine.notAnswered(notAnswered);
        if (spans.isEnabled()) {
          spans.notAnswered(notAnswered);
        }
      }
      case EngineEvent.AttemptEnded ended -> attempt(ended);
      case EngineEvent.VectorsEnded ended -> vectors(ended);
      case EngineEvent.Escalated escalated -> engine.escalated(escalated);
      case EngineEvent.BudgetAlert alert -> engine.alert(alert);
      case EngineEvent.PluginTrouble trouble -> engine.trouble(trouble.plugin());
      case EngineEvent.UsageMissing missing -> engine.usageMissing(missing);
      case EngineEvent.ProviderAlert alert -> engine.alert(alert);
      case EngineEvent.PolicyLoaded loaded -> engine.policy(true);
      case EngineEvent.PolicyRefused refused -> engine.policy(false);
      case EngineEvent.PolicyRestored restored -> {}
      case EngineEvent.PolicyWarning warning -> {}
    }
  }

  private void attempt(EngineEvent.AttemptEnded ended) {
    engine.attempt(ended);
    Call call = Call.of(ended, settings.providerName().apply(ended.attempt().provider()));
    genAi.record(call);
    if (!spans.isEnabled()) {
      return;
    }
    if (Words.purpose(ended.requestId()).equals("answer")) {
      spans.call(ended.requestId(), call);
    } else {
      spans.alone(call);
    }
  }

  private void vectors(EngineEvent.VectorsEnded ended) {
    engine.vectors(ended);
    Call call = Call.of(ended, settings.providerName().apply(ended.provider()));
    genAi.record(call);
    if (spans.isEnabled()) {
      spans.alone(call);
    }
  }
}
