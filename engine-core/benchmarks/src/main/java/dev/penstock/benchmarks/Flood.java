package dev.penstock.benchmarks;

import dev.penstock.api.Engine;
import dev.penstock.api.PenstockException;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The engine's own process, with little memory; its upstream is another one. For each flood it says
 * how many of 50 calls at once were answered by the second provider.
 */
final class Flood {
  private static final int AT_ONCE = 50;
  private static final long MEGABYTE = 1_000_000;
  private static final String GOOD = "The parcel is on its way.";

  private Flood() {}

  /** Asks. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Process upstream =
        new ProcessBuilder(
                Upstream.java(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Gushing.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(upstream.getInputStream(), StandardCharsets.US_ASCII))) {
      String healthy = TwoProviders.url(Integer.parseInt(String.valueOf(said.readLine())));
      for (String flood : new String[] {"a line of 200 MB", "a body of 2 GB", "1,000,000 chunks"}) {
        String port = String.valueOf(said.readLine());
        int answered = answered(TwoProviders.url(Integer.parseInt(port)), healthy, flood);
        System.out.println(flood + ": " + answered);
      }
    } finally {
      upstream.getOutputStream().close();
      upstream.waitFor();
    }
  }

  private static int answered(String flooding, String healthy, String flood) {
    AtomicInteger good = new AtomicInteger();
    boolean streamed = !flood.startsWith("a body");
    try (Engine engine =
        TwoProviders.engine(
            flooding, healthy, "{request: 2m, attempt: 1m, first-token: 1m, idle: 30s}")) {
      Crowd.of(
          AT_ONCE,
          AT_ONCE,
          i -> {
            try {
              String text = TwoProviders.ask(engine, Workload.request(), streamed);
              if (text.equals(GOOD)) {
                good.incrementAndGet();
              }
            } catch (PenstockException e) {
              // Chunks are content: nobody else is asked after them, and the caller is told.
              if (flood.endsWith("chunks")
                  && String.valueOf(e.getMessage()).contains("far longer")) {
                good.incrementAndGet();
              } else {
                System.err.println(flood + ": " + e.getMessage());
              }
            }
          });
    }
    return good.get();
  }

  /** The upstream's own process: says its ports and serves until its input ends. */
  static final class Gushing {
    private Gushing() {}

    /** Serves. */
    public static void main(String[] arguments) throws IOException {
      try (ScriptedServer healthy = serve(Reply.text(GOOD));
          ScriptedServer line = serve(Reply.text("MARK").inflate("MARK", 200 * MEGABYTE));
          ScriptedServer body = serve(Reply.text("MARK").inflate("MARK", 2_000 * MEGABYTE));
          ScriptedServer chunks = serve(Reply.deltas("x").repeat(2, MEGABYTE))) {
        for (ScriptedServer server : new ScriptedServer[] {healthy, line, body, chunks}) {
          System.out.println(server.port());
        }
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
      }
    }

    private static ScriptedServer serve(Reply reply) {
      return ScriptedServer.openAi().keep(1).start(exchange -> reply);
    }
  }
}
