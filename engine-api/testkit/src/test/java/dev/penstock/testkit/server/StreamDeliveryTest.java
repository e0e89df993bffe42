package dev.penstock.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class StreamDeliveryTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofMillis(5);
  private static final String ALIVE = ": keep-alive\n\n";
  private static final String THREE = "data: 1\n\ndata: 2\n\ndata: 3\n\n";

  @Test
  void keepsAliveBeforeTheFirstEvent() throws Exception {
    long begin = System.nanoTime();
    assertThat(streamed(three().keepAlive(KeepAlive.comments(4, SHORT))))
        .isEqualTo(ALIVE.repeat(4) + THREE);
    assertThat(System.nanoTime() - begin).isGreaterThan(4 * SHORT.toNanos());
  }

  @Test
  void keepsAliveBetweenEvents() throws Exception {
    KeepAlive keepAlive = KeepAlive.comments(2, SHORT).saying(": busy\n\n").betweenTheEvents();
    assertThat(streamed(three().keepAlive(keepAlive)))
        .isEqualTo(THREE.replace("\n\nd", "\n\n: busy\n\n: busy\n\nd"));
  }

  @Test
  void keepsAliveUntilTheLatchOpens() throws Exception {
    CountDownLatch until = new CountDownLatch(1);
    Reply reply = Reply.json("{}").keepAlive(KeepAlive.emptyLines(until, Duration.ofMillis(1)));
    try (ScriptedServer server = ScriptedServer.openAi(exchange -> reply);
        RawClient client = new RawClient(server)) {
      client.ask(RawClient.QUESTION).upTo("\r\n\r\n1\r\n\n\r\n1\r\n\n\r\n");
      until.countDown();
      assertThat(client.upTo("0\r\n\r\n")).endsWith("2\r\n{}\r\n0\r\n\r\n");
    }
  }

  @Test
  void holdsAStreamAfterAnEvent() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (ScriptedServer server = ScriptedServer.openAi(exchange -> three().heldAfter(2, gate));
        RawClient client = new RawClient(server)) {
      client.ask(RawClient.STREAM).upTo("data: 2\n\n\r\n");
      assertThat(client.isSilent()).isTrue();
      gate.countDown();
      assertThat(client.upTo("0\r\n\r\n")).contains("data: 3");
    }
  }

  @Test
  void putsTimeBetweenEvents() throws Exception {
    long begin = System.nanoTime();
    assertThat(streamed(three().paced(SHORT))).isEqualTo(THREE);
    assertThat(System.nanoTime() - begin).isGreaterThan(2 * SHORT.toNanos());
  }

  @Test
  void insertsAndAppendsText() throws Exception {
    assertThat(streamed(three().insertAfter(0, "data: 0\n\n").insertAfter(2, "junk").append("end")))
        .isEqualTo("data: 0\n\ndata: 1\n\njunkdata: 2\n\ndata: 3\n\nend");
  }

  @Test
  void failsWithinAStreamInTheFormOfTheWire() throws Exception {
    Reply.Failure overloaded = Reply.failure(529, null).type("overloaded_error");
    String openAi = streamed(Reply.deltas("one", "two").failAfter(2, overloaded));
    assertThat(openAi)
        .contains("\"content\":\"one\"")
        .doesNotContain("\"two\"", "[DONE]")
        .endsWith("\"type\":\"overloaded_error\",\"param\":null,\"code\":null}}\n\n");
    try (ScriptedServer server =
            ScriptedServer.anthropic(e -> Reply.deltas("one", "two").failAfter(4, overloaded));
        RawClient client = new RawClient(server)) {
      client.post("/v1/messages", RawClient.STREAM, "Connection: close\r\n");
      assertThat(RawClient.joined(client.rest()))
          .contains("\"text\":\"one\"", "event: error\ndata: {\"type\":\"error\"")
          .doesNotContain("\"two\"", "message_stop");
    }
  }

  @Test
  void leavesOutAndRepeatsEvents() throws Exception {
    assertThat(streamed(Reply.text("one").withoutLast(1)))
        .contains("\"finish_reason\":\"stop\"")
        .doesNotContain("[DONE]");
    assertThat(streamed(Reply.text("one").repeat(-1, 3)))
        .endsWith("}\n\n" + "data: [DONE]\n\n".repeat(3));
    assertThat(streamed(three().repeat(2, 0).repeat(1, 2)))
        .isEqualTo("data: 1\n\ndata: 1\n\ndata: 3\n\n");
  }

  @Test
  void knowsEventsOfOtherLineEnds() throws Exception {
    assertThat(streamed(Reply.eventStream("data: 1\r\n\r\ndata: 2\r\n\r\n").withoutLast(1)))
        .isEqualTo("data: 1\r\n\r\n");
  }

  @Test
  void tellsOfAnEventThatIsNotThere() throws Exception {
    try (ScriptedServer server = ScriptedServer.openAi(exchange -> three().insertAfter(4, "x"))) {
      assertThat(RawClient.last(server, RawClient.STREAM))
          .startsWith("HTTP/1.1 500")
          .contains("script_failed", "event 4 is asked for, the body has 3");
    }
    assertThatThrownBy(() -> three().repeat(0, 2)).hasMessageContaining("count from 1");
  }

  @Test
  void inflatesATextOfTheWire() throws Exception {
    String before = streamed(Reply.text("MARK"));
    assertThat(streamed(Reply.text("MARK").inflate("MARK", 20_000)))
        .isEqualTo(before.replace("MARK", "x".repeat(20_000)));
  }

  @Test
  void sendsALineOf200MegabytesWithoutHoldingIt() throws Exception {
    assertThat(length(Reply.text("MARK").inflate("MARK", 200_000_000), RawClient.STREAM))
        .isBetween(200_000_000L, 200_100_000L);
  }

  @Test
  void sendsABodyBeyondAnInt() throws Exception {
    long size = Integer.MAX_VALUE + 10L;
    try (ScriptedServer server =
            ScriptedServer.openAi(exchange -> Reply.text("MARK").inflate("MARK", size));
        RawClient client = new RawClient(server)) {
      String head = client.ask(RawClient.QUESTION, "Connection: close\r\n").upTo("\r\n\r\n");
      long said = Long.parseLong(head.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
      assertThat(said).isGreaterThan(size);
      assertThat(drained(client)).isEqualTo(said);
    }
  }

  @Test
  void sendsAMillionChunks() throws Exception {
    long unit = "5\r\n:\n:\n\n\r\n".length();
    Reply reply = Reply.eventStream(":\n:\n\n").repeat(1, 1_000_000);
    assertThat(length(reply, RawClient.STREAM)).isBetween(1_000_000 * unit, 1_000_000 * unit + 200);
  }

  @Test
  void endsAnEndlessStreamWhenTheClientGoes() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.openAi(exchange -> three().repeat(2, Long.MAX_VALUE));
        RawClient client = new RawClient(server)) {
      client.ask(RawClient.STREAM).upTo("data: 2");
      client.socket.close();
      assertThat(server.awaitExchange(1, SOON).awaitClientGone(SOON)).isTrue();
    }
  }

  private static Reply three() {
    return Reply.eventStream(THREE);
  }

  private static String streamed(Reply reply) throws IOException {
    try (ScriptedServer server = ScriptedServer.openAi(exchange -> reply)) {
      return RawClient.joined(RawClient.last(server, RawClient.STREAM));
    }
  }

  private static long length(Reply reply, String request) throws IOException {
    try (ScriptedServer server = ScriptedServer.openAi(exchange -> reply);
        RawClient client = new RawClient(server)) {
      return drained(client.ask(request, "Connection: close\r\n"));
    }
  }

  private static long drained(RawClient client) throws IOException {
    byte[] buffer = new byte[256 * 1024];
    long sum = 0;
    for (int count = 0; count >= 0; count = client.in.read(buffer)) {
      sum += count;
    }
    return sum;
  }
}
