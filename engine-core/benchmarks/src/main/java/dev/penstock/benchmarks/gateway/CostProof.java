package dev.penstock.benchmarks.gateway;

import dev.penstock.benchmarks.Proof;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * What a request, a chunk and the way through cost beside nginx, by turns with it. Holds and ledger
 * are in memory; beside it stands a gateway that writes both to SQLite.
 */
final class CostProof {
  private static final int CONNECTIONS = 64;
  private static final int ROUNDS = 7;
  private static final Duration WARM_UP = Duration.ofSeconds(60);

  /** What the upstream takes for a whole answer, so that all get about as many requests. */
  private static final int THINKING = 5;

  /** Between chunks of the warm-up: the compiler has to see more of them than a turn has. */
  private static final int WARM_GAP = 10;

  private static final int STREAMS = 256;

  private static final Duration TURN = Duration.ofSeconds(3);
  private static final int CHUNKS = 100;
  private static final int GAP = 20;
  private static final double MILLI = 1_000;
  private static final String NGINX_STREAMS = "/streams/";
  private static final String CHAT = "/v1/chat/completions";
  private static final String SQLITE = ", holds and ledger in SQLite";

  private final Proof proof;
  private final Measured memory;
  private final Measured sqlite;
  private final Measured nginx;
  private final LoopbackServer upstream;

  /**
   * Something to measure.
   *
   * @param wrk asks it with the right key
   * @param port where it listens
   * @param path where streams are asked for
   * @param cpu user and system time so far, in nanoseconds
   */
  record Measured(Wrk wrk, int port, String path, LongSupplier cpu) {
    static Measured of(GatewayChild gateway, Wrk wrk) {
      return new Measured(wrk, gateway.port(), CHAT, gateway::cpu);
    }

    static Measured of(NginxChild nginx, Wrk wrk) {
      return new Measured(wrk, nginx.port(), NGINX_STREAMS, nginx::cpu);
    }
  }

  private CostProof(
      Proof proof, Measured memory, Measured sqlite, Measured nginx, LoopbackServer upstream) {
    this.proof = proof;
    this.memory = memory;
    this.sqlite = sqlite;
    this.nginx = nginx;
    this.upstream = upstream;
  }

  /**
   * Shows it.
   *
   * @param memory a gateway that has answered nothing yet
   * @param sqlite one that has borne the load
   */
  static void show(
      Proof proof, Measured memory, Measured sqlite, Measured nginx, LoopbackServer upstream)
      throws IOException, InterruptedException {
    var unused = memory.wrk().whole(memory.port(), CONNECTIONS, WARM_UP);
    CostProof costs = new CostProof(proof, memory, sqlite, nginx, upstream);
    costs.wholeAnswers();
    costs.addedTime();
    costs.streams();
  }

  private void wholeAnswers() throws IOException, InterruptedException {
    double[] memories = new double[ROUNDS];
    double[] sqlites = new double[ROUNDS];
    double[] nginxes = new double[ROUNDS];
    double[] memoriesAtOnce = new double[ROUNDS];
    double[] nginxesAtOnce = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      memories[i] = perRequest(memory, THINKING);
      nginxes[i] = perRequest(nginx, THINKING);
      sqlites[i] = perRequest(sqlite, THINKING);
      memoriesAtOnce[i] = perRequest(memory, 0);
      nginxesAtOnce[i] = perRequest(nginx, 0);
    }
    String answers = ", answers after " + THINKING + " ms";
    proof.beside("CPU of a request, gateway" + answers, median(memories), "us");
    proof.beside("CPU of a request, gateway" + answers + SQLITE, median(sqlites), "us");
    proof.beside("CPU of a request, nginx" + answers, median(nginxes), "us");
    proof.beside("CPU of a request, gateway, answers at once", median(memoriesAtOnce), "us");
    proof.beside("CPU of a request, nginx, answers at once", median(nginxesAtOnce), "us");
    String over = "CPU of a request over nginx's, " + CONNECTIONS + " connections";
    proof.beside(over + ", answers at once", median(ratios(memoriesAtOnce, nginxesAtOnce)), "");
    proof.beside(over + answers + SQLITE, median(ratios(sqlites, nginxes)), "");
    proof.atMost(over + answers, median(ratios(memories, nginxes)), 6, "");
  }

  private static double perRequest(Measured measured, int thinking)
      throws IOException, InterruptedException {
    long before = measured.cpu().getAsLong();
    Wrk.Result result = measured.wrk().whole(measured.port(), CONNECTIONS, TURN, thinking);
    if (result.errors() > 0 || result.requests() == 0) {
      throw new IllegalStateException("a turn had " + result);
    }
    return (measured.cpu().getAsLong() - before) / MILLI / result.requests();
  }

  private void addedTime() throws IOException, InterruptedException {
    double[] memories = new double[ROUNDS];
    double[] sqlites = new double[ROUNDS];
    double[] direct = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      direct[i] = p50(upstream.port(), memory.wrk());
      memories[i] = p50(memory.port(), memory.wrk()) - direct[i];
      sqlites[i] = p50(sqlite.port(), sqlite.wrk()) - direct[i];
    }
    proof.beside("p50 at one connection, upstream alone", median(direct), "ms");
    proof.beside("p50 at one connection, through nginx", p50(nginx.port(), nginx.wrk()), "ms");
    String added = "p50 that the gateway adds at one connection";
    proof.beside(added + SQLITE, median(sqlites), "ms");
    proof.atMost(added, median(memories), 0.4, "ms");
  }

  private static double p50(int port, Wrk wrk) throws IOException, InterruptedException {
    return wrk.whole(port, 1, TURN).p50() / MILLI;
  }

  private void streams() throws IOException, InterruptedException {
    double[] gateways = new double[ROUNDS];
    double[] nginxes = new double[ROUNDS];
    var unused = memory.wrk().streams(memory.port(), CHAT, STREAMS, WARM_UP, CHUNKS, WARM_GAP);
    double unusedTurn = perChunk(memory);
    for (int i = 0; i < ROUNDS; i++) {
      gateways[i] = perChunk(memory);
      nginxes[i] = perChunk(nginx);
    }
    String streams = STREAMS + " streams with " + GAP + " ms between chunks";
    proof.beside("CPU of a chunk, gateway, " + streams, median(gateways), "us");
    proof.beside("CPU of a chunk, nginx, " + streams, median(nginxes), "us");
    proof.atMost(
        "CPU of a chunk over nginx's, " + streams, median(ratios(gateways, nginxes)), 4, "");
  }

  private double perChunk(Measured measured) throws IOException, InterruptedException {
    long sent = upstream.sent();
    long before = measured.cpu().getAsLong();
    Wrk.Result result =
        measured
            .wrk()
            .streams(measured.port(), measured.path(), STREAMS, TURN.plus(TURN), CHUNKS, GAP);
    if (result.errors() > 0 || result.requests() == 0) {
      throw new IllegalStateException("a turn of streams had " + result);
    }
    return (measured.cpu().getAsLong() - before) / MILLI / (upstream.sent() - sent);
  }

  private static double[] ratios(double[] figures, double[] others) {
    double[] ratios = new double[figures.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = figures[i] / others[i];
    }
    return ratios;
  }

  private static double median(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
