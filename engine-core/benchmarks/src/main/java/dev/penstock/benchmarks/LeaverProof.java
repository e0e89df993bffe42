package dev.penstock.benchmarks;

import dev.penstock.api.ChatStream;
import dev.penstock.api.Engine;
import dev.penstock.api.PenstockException;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Callers that leave at a random place of their answer. */
final class LeaverProof {
  private static final int CALLS = 1_000;
  private static final int AT_ONCE = 64;
  private static final long SEED = 20_26;
  private static final String ANSWER = "The parcel left on Monday and arrives soon. ".repeat(20);

  /** As many tokens as the question really has. */
  private static final Usage SERVED = Usage.of(13, 180);

  private LeaverProof() {}

  static void show(Proof proof) throws InterruptedException {
    try (ScriptedServer server =
            ScriptedServer.openAi()
                .keep(CALLS)
                .start(exchange -> Reply.text(ANSWER, SERVED).paced(Duration.ofMillis(1)));
        Engine engine =
            TwoProviders.engine(
                server.baseUrl().toString(), server.baseUrl().toString(), TwoProviders.LONG)) {
      Random random = new Random(SEED);
      int[] leaveAfter = random.ints(CALLS, 0, ANSWER.length()).toArray();
      Crowd.of(CALLS, AT_ONCE, i -> leave(engine, leaveAfter[i]));
      Usd held = engine.report().budgets().getFirst().held();
      proof.shown(
          "held after 1,000 callers left at a random character",
          held + " USD",
          "nothing",
          held.equals(Usd.ZERO));
      Usage billed = server.bill().values().stream().reduce(Usage.NONE, Usage::plus);
      Usage posted = engine.report().usage();
      proof.shown(
          "input tokens posted for them, and billed by the server",
          posted.input() + ", " + billed.input(),
          "not less than billed",
          posted.input() >= billed.input());
    }
    socket(proof);
  }

  private static void leave(Engine engine, int after) {
    try (ChatStream stream = engine.stream(TwoProviders.of("one"))) {
      int seen = 0;
      while (seen < after && stream.next() instanceof ChatStream.Chunk.Text(String text)) {
        seen += text.length();
      }
    }
  }

  /** From the end of a call to the close of its connection, for calls that would never end. */
  private static void socket(Proof proof) throws InterruptedException {
    long longest = 0;
    try (ScriptedServer server = ScriptedServer.openAi(exchange -> Reply.text("x").stallAfter(1));
        Engine engine =
            TwoProviders.engine(
                server.baseUrl().toString(),
                server.baseUrl().toString(),
                "{request: 300ms, attempt: 300ms}")) {
      for (int i = 1; i <= 20; i++) {
        try {
          TwoProviders.ask(engine, TwoProviders.of("one"), i % 2 == 0);
        } catch (PenstockException e) {
          if (server.exchanges().size() < i) {
            break;
          }
        }
        long end = System.nanoTime();
        server.awaitExchange(i, Duration.ofSeconds(1)).awaitClientGone(Duration.ofSeconds(10));
        longest = Math.max(longest, System.nanoTime() - end);
      }
      proof.atMost(
          "longest from the end of a call to its closed connection",
          longest / (double) TimeUnit.SECONDS.toNanos(1),
          1,
          "s");
    }
  }
}
