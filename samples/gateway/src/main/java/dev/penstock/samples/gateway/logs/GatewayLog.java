package dev.penstock.samples.gateway.logs;

import dev.penstock.api.Engine;
import dev.penstock.api.money.Usd;
import dev.penstock.api.report.BudgetState;
import dev.penstock.api.report.ReportQuery;
import java.time.Instant;
import java.util.logging.Level;

/** The first line of a gateway and its last one. */
public final class GatewayLog {
  private GatewayLog() {}

  /** It listens. */
  public static void started(String address, int port, Logs logs) {
    logs.tell(
        Level.INFO,
        "started",
        line -> {
          line.put("address", address);
          line.put("port", port);
        });
  }

  /** It has stopped, and this much is still held for requests, which should be nothing. */
  public static void stopped(Engine engine, Logs logs) {
    Instant now = Instant.now();
    Usd held = Usd.ZERO;
    for (BudgetState state : engine.report(new ReportQuery(now, null)).budgets()) {
      held = held.plus(state.held());
    }
    String left = held.toString();
    logs.tell(Level.INFO, "stopped", line -> line.put("held-usd", left));
  }
}
