package dev.penstock.benchmarks.gateway;

import dev.penstock.benchmarks.Proof;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** Load, and what a request, a chunk and the way through cost beside nginx, by turns with it. */
final class CostProof {
  private static final int CONNECTIONS = 64;
  private static final int ROUNDS = 7;
  private static final Duration LOAD = Duration.ofSeconds(30);
  private static final Duration TURN = Duration.ofSeconds(3);
  private static final int CHUNKS = 100;
  private static final int GAP = 20;
  private static final double MILLI = 1_000;
  private static final String NGINX_STREAMS = "/streams/";
  private static final String CHAT = "/v1/chat/completions";

  private final Proof proof;
  private final GatewayChild gateway;
  private final NginxChild nginx;
  private final LoopbackServer upstream;
  private final Wrk wrk;

  private CostProof(
      Proof proof, GatewayChild gateway, NginxChild nginx, LoopbackServer upstream, Wrk wrk) {
    this.proof = proof;
    this.gateway = gateway;
    this.nginx = nginx;
    this.upstream = upstream;
    this.wrk = wrk;
  }

  /** Takes a gateway that has answered nothing yet. */
  static void show(
      Proof proof,
      GatewayChild gateway,
      LoopbackServer upstream,
      Tools tools,
      Path bench,
      Path folder)
      throws IOException, InterruptedException, SQLException {
    try (NginxChild nginx = NginxChild.start(tools, bench, folder, upstream.port())) {
      Wrk wrk = new Wrk(tools, bench, folder, gateway.key());
      CostProof costs = new CostProof(proof, gateway, nginx, upstream, wrk);
      costs.load();
      costs.wholeAnswers();
      costs.addedTime();
      costs.streams(CONNECTIONS, GAP);
    }
  }

  private void load() throws IOException, InterruptedException, SQLException {
    Wrk.Result result = wrk.whole(gateway.port(), CONNECTIONS, LOAD);
    String load = "load of " + CONNECTIONS + " connections for " + LOAD.toSeconds() + " s";
    proof.shown(
        load + ", errors in " + result.requests() + " requests",
        Long.toString(result.errors()),
        "0",
        result.errors() == 0 && result.requests() > 0);
    proof.atMost(load + ", calls held afterwards", gateway.held(), 0, "");
    // wrk leaves without the answers that were on their way
    long more = gateway.calls() - result.requests();
    proof.shown(
        load + ", calls in the ledger over requests answered",
        Long.toString(more),
        "0 to " + CONNECTIONS,
        more >= 0 && more <= CONNECTIONS);
    proof.beside(load + ", while the JVM warms up", result.requests() / result.seconds(), "/s");
  }

  private void wholeAnswers() throws IOException, InterruptedException {
    double[] gateways = new double[ROUNDS];
    double[] nginxes = new double[ROUNDS];
    double[] ratios = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      gateways[i] = perRequest(gateway.port(), gateway::cpu);
      nginxes[i] = perRequest(nginx.port(), nginx::cpu);
      ratios[i] = gateways[i] / nginxes[i];
    }
    proof.beside("gateway CPU of a request", median(gateways), "us");
    proof.beside("nginx CPU of a request", median(nginxes), "us");
    proof.atMost(
        "CPU of a request over nginx's, " + CONNECTIONS + " connections", median(ratios), 6, "");
  }

  private double perRequest(int port, LongSupplier cpu) throws IOException, InterruptedException {
    long before = cpu.getAsLong();
    Wrk.Result result = wrk.whole(port, CONNECTIONS, TURN);
    if (result.errors() > 0) {
      throw new IllegalStateException("a turn had " + result.errors() + " errors");
    }
    return (cpu.getAsLong() - before) / MILLI / result.requests();
  }

  private void addedTime() throws IOException, InterruptedException {
    double[] through = new double[ROUNDS];
    double[] direct = new double[ROUNDS];
    double[] added = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      through[i] = wrk.whole(gateway.port(), 1, TURN).p50() / MILLI;
      direct[i] = wrk.whole(upstream.port(), 1, TURN).p50() / MILLI;
      added[i] = through[i] - direct[i];
    }
    proof.beside("p50 of the upstream alone at one connection", median(direct), "ms");
    proof.beside(
        "p50 through nginx at one connection",
        wrk.whole(nginx.port(), 1, TURN).p50() / MILLI,
        "ms");
    proof.atMost("p50 that the gateway adds at one connection", median(added), 0.4, "ms");
  }

  private void streams(int connections, int gap) throws IOException, InterruptedException {
    double[] gateways = new double[ROUNDS];
    double[] nginxes = new double[ROUNDS];
    double[] ratios = new double[ROUNDS];
    double unused = perChunk(gateway.port(), CHAT, gateway::cpu, connections, gap);
    for (int i = 0; i < ROUNDS; i++) {
      gateways[i] = perChunk(gateway.port(), CHAT, gateway::cpu, connections, gap);
      nginxes[i] = perChunk(nginx.port(), NGINX_STREAMS, nginx::cpu, connections, gap);
      ratios[i] = gateways[i] / nginxes[i];
    }
    String streams = connections + " streams with " + gap + " ms between chunks";
    proof.beside("gateway CPU of a chunk, " + streams, median(gateways), "us");
    proof.beside("nginx CPU of a chunk, " + streams, median(nginxes), "us");
    proof.atMost("CPU of a chunk over nginx's, " + streams, median(ratios), 4, "");
  }

  private double perChunk(int port, String path, LongSupplier cpu, int connections, int gap)
      throws IOException, InterruptedException {
    long sent = upstream.sent();
    long before = cpu.getAsLong();
    Wrk.Result result = wrk.streams(port, path, connections, TURN.plus(TURN), CHUNKS, gap);
    if (result.errors() > 0 || result.requests() == 0) {
      throw new IllegalStateException("a turn of streams had " + result);
    }
    return (cpu.getAsLong() - before) / MILLI / (upstream.sent() - sent);
  }

  private static double median(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
