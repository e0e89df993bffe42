package dev.penstock.benchmarks.gateway;

import dev.penstock.benchmarks.Proof;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The gateway is told to end while streams are open: half end by themselves, half never would. */
final class StopProof {
  private static final int STREAMS = 200;
  private static final Shape SHORT = new Shape(100, 50);
  private static final Shape ENDLESS = new Shape(100_000, 50);

  /** The default of {@code serve}. */
  private static final int GRACE = 20;

  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private StopProof() {}

  static void show(Proof proof, Path launcher, Path folder, LoopbackServer upstream)
      throws IOException, InterruptedException, SQLException {
    try (GatewayChild gateway = GatewayChild.start(launcher, folder, upstream.port());
        StreamClient client = new StreamClient(gateway.port(), gateway.key())) {
      List<Shape> shapes = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        shapes.add(i % 2 == 0 ? SHORT : ENDLESS);
      }
      CountDownLatch begun = new CountDownLatch(STREAMS);
      List<Future<StreamClient.Heard>> streams = client.ask(shapes, begun);
      if (!begun.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException(begun.getCount() + " streams have not begun");
      }
      long start = System.nanoTime();
      int code = gateway.terminate(Duration.ofSeconds(2 * GRACE));
      double seconds = (System.nanoTime() - start) / SECOND;
      String stop = "SIGTERM under " + STREAMS + " open streams";
      List<StreamClient.Heard> heard = StreamClient.join(streams);
      long whole = heard.stream().filter(StreamClient.Heard::whole).count();
      long told = heard.stream().filter(each -> each.told() && !each.whole()).count();
      proof.shown(
          stop + ", ended whole and told to end",
          whole + " and " + told,
          STREAMS / 2 + " and " + STREAMS / 2,
          whole == STREAMS / 2 && told == STREAMS / 2);
      proof.atMost(stop + ", from the signal to the end", seconds, GRACE, "s");
      proof.atMost(stop + ", exit code", code, 0, "");
      proof.atMost(stop + ", calls held afterwards", (double) gateway.held(), 0, "");
      proof.shown(
          stop + ", calls in the ledger",
          Long.toString(gateway.calls()),
          Integer.toString(STREAMS),
          gateway.calls() == STREAMS);
    }
  }
}
