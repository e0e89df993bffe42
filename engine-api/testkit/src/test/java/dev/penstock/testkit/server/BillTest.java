package dev.penstock.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.money.Usage;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class BillTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Usage USAGE = new Usage(60, 30, 0, 10, 23, 3, false);
  private static final Reply.Answer ANSWER = Reply.deltas("12345", "67890").usage(USAGE);

  @Test
  void billsAWholeStreamWhole() throws Exception {
    try (ScriptedServer server = ScriptedServer.openAi(exchange -> ANSWER)) {
      RawClient.last(server, RawClient.STREAM);
      RawClient.last(server, RawClient.QUESTION);
      assertThat(server.exchanges()).extracting(Exchange::billed).containsExactly(USAGE, USAGE);
      assertThat(server.bill()).containsOnlyKeys("m").containsEntry("m", USAGE.plus(USAGE));
    }
  }

  @Test
  void billsInputOnceThePromptIsAccepted() throws Exception {
    CountDownLatch shut = new CountDownLatch(1);
    try (ScriptedServer server =
        ScriptedServer.openAi(
            Script.inOrder(ANSWER.heldBy(shut), ANSWER.stallAfter(0), ANSWER.withoutLast(4)))) {
      for (int number = 1; number <= 3; number++) {
        try (RawClient client = new RawClient(server)) {
          client.ask(RawClient.STREAM);
          server.awaitExchange(number, SOON);
        }
        Exchange exchange = server.awaitExchange(number, SOON);
        assertThat(exchange.awaitClientGone(SOON)).isTrue();
        assertThat(exchange.billed()).as("reply %d", number).isEqualTo(output(0, 0));
      }
    }
  }

  @Test
  void billsThePiecesThatWereWritten() throws Exception {
    CountDownLatch shut = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.openAi(
                Script.inOrder(
                    ANSWER.heldAfter(2, shut),
                    ANSWER.failAfter(2, Reply.failure(500, null)),
                    ANSWER.heldAfter(2, shut).slices(7),
                    ANSWER.chunks(10).withoutLast(3)));
        RawClient held = new RawClient(server);
        RawClient sliced = new RawClient(server)) {
      held.ask(RawClient.STREAM).upTo("\"12345\"");
      RawClient.last(server, RawClient.STREAM);
      sliced.ask(RawClient.STREAM).upTo("\"12345\"");
      sliced.upTo("}]");
      RawClient.last(server, RawClient.STREAM);
      assertThat(server.exchanges())
          .extracting(Exchange::billed)
          .containsExactly(output(13, 3), output(13, 3), output(13, 3), output(13, 3));
    }
  }

  @Test
  void neverBillsMoreThanTheUsage() throws Exception {
    try (ScriptedServer server = ScriptedServer.openAi(exchange -> ANSWER.repeat(2, 10))) {
      RawClient.last(server, RawClient.STREAM);
      assertThat(server.bill()).containsEntry("m", USAGE);
    }
  }

  @Test
  void billsJsonThatIsCutWhole() throws Exception {
    try (ScriptedServer server = ScriptedServer.openAi(exchange -> ANSWER.cutAfter(10))) {
      RawClient.last(server, RawClient.QUESTION);
      assertThat(server.bill()).containsEntry("m", USAGE);
    }
  }

  @Test
  void billsNoFailureUnlessItRan() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.openAi(
            Script.inOrder(
                Reply.failure(429, null),
                Reply.reset(),
                Reply.failure(500, null).billed(Usage.of(5, 0))))) {
      RawClient.last(server, RawClient.QUESTION);
      try (RawClient client = new RawClient(server)) {
        client.ask(RawClient.QUESTION);
        assertThat(server.awaitExchange(2, SOON).awaitClientGone(SOON)).isTrue();
      }
      assertThat(server.bill()).isEmpty();
      RawClient.last(server, RawClient.QUESTION);
      assertThat(server.bill()).containsEntry("m", Usage.of(5, 0));
    }
  }

  @Test
  void billsOtherTokensThanItReports() throws Exception {
    try (ScriptedServer server = ScriptedServer.openAi(e -> ANSWER.billed(Usage.of(7, 8)))) {
      assertThat(RawClient.last(server, RawClient.QUESTION)).contains("\"prompt_tokens\":100");
      assertThat(server.bill()).containsEntry("m", Usage.of(7, 8));
    }
  }

  private static Usage output(long output, long reasoning) {
    return new Usage(60, 30, 0, 10, output, reasoning, false);
  }
}
