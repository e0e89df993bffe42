package dev.penstock.samples.gateway.admin;

import dev.penstock.api.Engine;
import dev.penstock.api.JsonText;
import dev.penstock.api.report.ReportQuery;
import dev.penstock.samples.gateway.server.Exchange;
import dev.penstock.samples.gateway.server.Handler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells how the gateway is: its policy, its budgets with what is held, its models, its load. */
final class State implements Handler {
  private final Engine engine;
  private final GatewayState gateway;
  private final PolicyHistory history;
  private final InstantSource clock;
  private final Instant started;

  State(Engine engine, GatewayState gateway, PolicyHistory history, InstantSource clock) {
    this.engine = engine;
    this.gateway = gateway;
    this.history = history;
    this.clock = clock;
    started = clock.instant();
  }

  @Override
  public void handle(Exchange exchange) {
    exchange.query();
    Instant now = clock.instant();
    Map<String, @Nullable Object> state = new LinkedHashMap<>();
    state.put("status", gateway.status());
    state.put("started", started);
    state.put("connections", gateway.connections());
    state.put("requests", gateway.requests());
    state.put("policy", history.json());
    state.put("certificate-refused", gateway.tlsTrouble());
    state.put("budgets", engine.report(new ReportQuery(now, now)).budgets());
    state.put("models", engine.health());
    exchange.answer(200, JsonText.of(state).getBytes(StandardCharsets.UTF_8));
  }
}
