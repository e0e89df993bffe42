package dev.penstock.benchmarks;

import dev.penstock.api.money.Usage;
import dev.penstock.testkit.server.Exchange;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/**
 * The provider's own process, which outlives the engine's: one call in twenty fails, the others
 * take a random number of tokens. It says its port, and for each line it reads what it has billed
 * so far.
 */
final class Biller {
  private static final int FAILURE_PERCENT = 5;
  private static final int MOST_OUTPUT = 200;
  private static final int WORDS_IN_PIECE = 10;
  private static final int LONGEST_DELAY = 40;
  private static final int KEPT = 100_000;

  /** As many tokens as a question really has. */
  private static final long INPUT = 15;

  private Biller() {}

  /** Serves until its input ends. */
  public static void main(String[] arguments) throws IOException {
    try (ScriptedServer server = ScriptedServer.openAi().keep(KEPT).start(Biller::reply);
        BufferedReader asked =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      System.out.println(server.port());
      while (asked.readLine() != null) {
        StringBuilder said = new StringBuilder();
        for (Exchange exchange : server.exchanges()) {
          Usage billed = exchange.billed();
          said.append(id(exchange)).append(' ').append(billed.input()).append(' ');
          said.append(billed.output()).append('\n');
        }
        System.out.println(said.append("all"));
      }
    }
  }

  private static Reply reply(Exchange exchange) {
    Random random = new Random(exchange.number());
    if (random.nextInt(100) < FAILURE_PERCENT) {
      return Reply.failure(500, "server_error")
          .after(Duration.ofMillis(random.nextInt(LONGEST_DELAY)));
    }
    int output = 1 + random.nextInt(MOST_OUTPUT);
    Reply.Answer answer = Reply.deltas(pieces(output)).usage(Usage.of(INPUT, output));
    return exchange.stream()
        ? answer.paced(Duration.ofMillis(1 + random.nextInt(4)))
        : answer.after(Duration.ofMillis(random.nextInt(LONGEST_DELAY)));
  }

  /** A word is a token. */
  private static String[] pieces(int words) {
    String[] pieces = new String[(words + WORDS_IN_PIECE - 1) / WORDS_IN_PIECE];
    Arrays.fill(pieces, " order".repeat(WORDS_IN_PIECE));
    int rest = words % WORDS_IN_PIECE;
    if (rest > 0) {
      pieces[pieces.length - 1] = " order".repeat(rest);
    }
    return pieces;
  }

  private static String id(Exchange exchange) {
    return exchange.question().replaceAll("Where is order |\\?", "");
  }
}
