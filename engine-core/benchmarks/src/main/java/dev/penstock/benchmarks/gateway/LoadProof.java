package dev.penstock.benchmarks.gateway;

import dev.penstock.benchmarks.Proof;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** All that two processors can do for half a minute: nothing fails, and nothing stays held. */
final class LoadProof {
  private static final int CONNECTIONS = 64;
  private static final Duration TIME = Duration.ofSeconds(30);

  private LoadProof() {}

  /** Takes a gateway with a ledger in SQLite that has answered nothing yet. */
  static void show(Proof proof, GatewayChild gateway, Wrk wrk)
      throws IOException, InterruptedException, SQLException {
    Wrk.Result result = wrk.whole(gateway.port(), CONNECTIONS, TIME);
    String load = "load of " + CONNECTIONS + " connections for " + TIME.toSeconds() + " s";
    proof.shown(
        load + ", errors in " + result.requests() + " requests",
        Long.toString(result.errors()),
        "0",
        result.errors() == 0 && result.requests() > 0);
    proof.atMost(load + ", calls held afterwards", (double) gateway.held(), 0, "");
    // wrk leaves without the answers that were on their way
    long more = gateway.calls() - result.requests();
    proof.shown(
        load + ", calls in the ledger over requests answered",
        Long.toString(more),
        "0 to " + CONNECTIONS,
        more >= 0 && more <= CONNECTIONS);
    proof.beside(load + ", from a cold start", result.requests() / result.seconds(), "/s");
  }
}
