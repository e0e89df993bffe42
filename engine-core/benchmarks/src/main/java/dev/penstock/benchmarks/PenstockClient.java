package dev.penstock.benchmarks;

import dev.penstock.api.Engine;

/** Routing, budgets and the call through the provider {@code openai}. */
final class PenstockClient implements Client {
  private final Engine engine;

  PenstockClient(int port) {
    engine = Workload.calling(port);
  }

  @Override
  public String ask() {
    return engine.route(Workload.request()).text();
  }

  @Override
  public void close() {
    engine.close();
  }
}
