package dev.penstock.benchmarks.gateway;

import dev.penstock.benchmarks.Proof;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Many slow streams at once, of which none may stall. */
final class StallProof {
  private static final int STREAMS = 256;
  private static final int ROUNDS = 3;
  private static final Shape SHAPE = new Shape(100, 20);
  private static final double MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private StallProof() {}

  static void show(Proof proof, GatewayChild gateway, LoopbackServer upstream)
      throws InterruptedException {
    String streams =
        STREAMS + " streams of " + SHAPE.chunks() + " chunks with " + SHAPE.gap() + " ms between";
    List<StreamClient.Heard> direct = read(upstream.port(), gateway.key());
    proof.beside(streams + ", longest gap without the gateway", longest(direct), "ms");
    proof.beside(
        streams + ", longest gap of the first ones of a gateway",
        longest(read(gateway.port(), gateway.key())),
        "ms");
    List<StreamClient.Heard> through = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      through.addAll(read(gateway.port(), gateway.key()));
    }
    long whole =
        through.stream().filter(heard -> heard.whole() && heard.chunks() == SHAPE.chunks()).count();
    String all = through.size() + " of " + through.size();
    proof.shown(
        streams + ", " + ROUNDS + " times, whole",
        whole + " of " + through.size(),
        all,
        whole == through.size());
    proof.atMost(
        streams + ", " + ROUNDS + " times, longest gap at the client", longest(through), 100, "ms");
  }

  private static List<StreamClient.Heard> read(int port, String key) throws InterruptedException {
    try (StreamClient client = new StreamClient(port, key)) {
      return StreamClient.join(
          client.ask(Collections.nCopies(STREAMS, SHAPE), new CountDownLatch(STREAMS)));
    }
  }

  private static double longest(List<StreamClient.Heard> all) {
    return all.stream().mapToLong(StreamClient.Heard::longest).max().orElseThrow() / MILLI;
  }
}
