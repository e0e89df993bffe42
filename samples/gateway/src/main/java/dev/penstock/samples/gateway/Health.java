package dev.penstock.samples.gateway;

import dev.penstock.api.Engine;
import dev.penstock.api.explain.Availability.State;
import dev.penstock.samples.gateway.json.JsonOut;
import dev.penstock.samples.gateway.server.Exchange;
import java.util.function.BooleanSupplier;

/** Tells whoever asks that the process lives, and whether it can do its work; nothing else. */
final class Health {
  private static final String READY = "ready";

  private final Engine engine;
  private final BooleanSupplier stopping;

  Health(Engine engine, BooleanSupplier stopping) {
    this.engine = engine;
    this.stopping = stopping;
  }

  void live(Exchange exchange) {
    exchange.answer(200, status("up"));
  }

  void ready(Exchange exchange) {
    String word = word();
    exchange.answer(word.equals(READY) ? 200 : 503, status(word));
  }

  /** Whether it can do its work. */
  String word() {
    if (stopping.getAsBoolean()) {
      return "stopping";
    }
    boolean none =
        engine.health().stream().allMatch(model -> model.availability().state() == State.OPEN);
    return none ? "no-model-available" : READY;
  }

  private static byte[] status(String word) {
    return JsonOut.write(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("status", word);
          json.writeEndObject();
        });
  }
}
