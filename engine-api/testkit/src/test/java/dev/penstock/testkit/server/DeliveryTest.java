package dev.penstock.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

final class DeliveryTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  @Test
  void waitsBeforeHeadAndBody() throws Exception {
    CountDownLatch head = new CountDownLatch(1);
    CountDownLatch body = new CountDownLatch(1);
    try (ScriptedServer server = serve(Reply.json("{}").heldBy(head).bodyHeldBy(body));
        RawClient client = new RawClient(server)) {
      client.ask(RawClient.QUESTION);
      server.awaitExchange(1, SOON);
      assertThat(client.isSilent()).isTrue();
      head.countDown();
      assertThat(client.upTo("\r\n\r\n")).contains("Content-Length: 2");
      assertThat(client.isSilent()).isTrue();
      body.countDown();
      assertThat(client.upTo("}")).isEqualTo("{}");
    }
  }

  @Test
  void waitsForATime() throws Exception {
    Duration pause = Duration.ofMillis(20);
    long begin = System.nanoTime();
    try (ScriptedServer server =
        serve(Reply.json("{}").after(pause).bodyAfter(pause).slices(40, pause))) {
      assertThat(RawClient.last(server, RawClient.QUESTION)).endsWith("\r\n\r\n{}");
    }
    // Head and body leave in three slices at least: two pauses between them, and two before.
    assertThat(System.nanoTime() - begin).isGreaterThan(4 * pause.toNanos());
  }

  @Test
  void letsSlicesGoOneByOne() throws Exception {
    Semaphore permits = new Semaphore(0);
    try (ScriptedServer server = serve(Reply.json("{}").slices(5, permits));
        RawClient client = new RawClient(server)) {
      client.ask(RawClient.QUESTION);
      assertThat(client.upTo("HTTP/")).isEqualTo("HTTP/");
      assertThat(client.isSilent()).isTrue();
      permits.release();
      assertThat(client.upTo("1.1 2")).isEqualTo("1.1 2");
      permits.release(100);
      assertThat(client.upTo("{}")).endsWith("\r\n\r\n{}");
    }
  }

  @Test
  void slicesChangeNoByte() throws Exception {
    Reply reply = Reply.text("one two three");
    try (ScriptedServer server = serve(reply, reply.slices(1))) {
      String whole = RawClient.last(server, RawClient.STREAM);
      String sliced = RawClient.last(server, RawClient.STREAM);
      assertThat(sliced).isEqualTo(whole.replace("chatcmpl-1", "chatcmpl-2"));
    }
  }

  @Test
  void sendsChunksOfGivenSizes() throws Exception {
    try (ScriptedServer server = serve(Reply.json("{\"a\": 123}").chunks(1, 3))) {
      assertThat(RawClient.last(server, RawClient.QUESTION))
          .contains("Transfer-Encoding: chunked")
          .doesNotContain("Content-Length")
          .endsWith("\r\n\r\n1\r\n{\r\n3\r\n\"a\"\r\n3\r\n: 1\r\n3\r\n23}\r\n0\r\n\r\n");
    }
  }

  @Test
  void addsHeaders() throws Exception {
    Reply reply = Reply.text("x").header("X-One", "1").header("X-One", "2").headers(1_000, 100);
    try (ScriptedServer server = serve(reply)) {
      assertThat(RawClient.last(server, RawClient.QUESTION))
          .contains("\r\nX-One: 1\r\nX-One: 2\r\n", "\r\nX-Filling-1000: " + "x".repeat(100));
    }
    assertThatThrownBy(() -> Reply.text("x").header("X", "1\r\nY: 2"))
        .hasMessageContaining("use Reply.raw");
  }

  @Test
  void sendsBytesAfterACompleteResponse() throws Exception {
    try (ScriptedServer server = serve(Reply.json("{}").trailing("HTTP/1.1 500 Ghost\r\n\r\n"))) {
      assertThat(RawClient.last(server, RawClient.QUESTION))
          .contains("Content-Length: 2\r\n")
          .endsWith("\r\n\r\n{}HTTP/1.1 500 Ghost\r\n\r\n");
    }
  }

  @Test
  void closesWhenABodyIsShorterThanItsLength() throws Exception {
    try (ScriptedServer server = serve(Reply.json("{}").contentLength(100));
        RawClient client = new RawClient(server)) {
      assertThat(client.ask(RawClient.QUESTION).rest())
          .contains("Content-Length: 100\r\n")
          .endsWith("\r\n\r\n{}");
    }
  }

  @Test
  void sendsMoreThanTheLengthAndGoesOn() throws Exception {
    try (ScriptedServer server =
            serve(Reply.json("{\"a\": 1}").contentLength(1), Reply.json("[]"));
        RawClient client = new RawClient(server)) {
      client.ask(RawClient.QUESTION);
      assertThat(client.upTo("}")).contains("Content-Length: 1\r\n").endsWith("\r\n\r\n{\"a\": 1}");
      assertThat(client.ask(RawClient.QUESTION).upTo("[]")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void cutsAndStallsWithinTheBody() throws Exception {
    Reply reply = Reply.json("{\"a\": 1}");
    try (ScriptedServer server = serve(reply.cutAfter(4).cutAfter(6), reply.stallAfter(4));
        RawClient cut = new RawClient(server);
        RawClient stalled = new RawClient(server)) {
      assertThat(cut.ask(RawClient.QUESTION).rest()).endsWith("\r\n\r\n{\"a\"");
      assertThat(stalled.ask(RawClient.QUESTION).upTo("{\"a\"")).contains("Content-Length: 8");
      assertThat(stalled.isSilent()).isTrue();
      stalled.socket.close();
      assertThat(server.awaitExchange(2, SOON).awaitClientGone(SOON)).isTrue();
    }
  }

  @Test
  void resetsWithinTheBodyAndBeforeTheHead() throws Exception {
    Reply reply = Reply.json("{\"a\": 1}");
    try (ScriptedServer server = serve(reply.resetAfter(4), Reply.reset());
        RawClient within = new RawClient(server);
        RawClient before = new RawClient(server)) {
      within.ask(RawClient.QUESTION);
      assertThat(server.awaitExchange(1, SOON).awaitClientGone(SOON)).isTrue();
      assertThatThrownBy(within::rest)
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
      assertThatThrownBy(before.ask(RawClient.QUESTION)::rest)
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @Test
  void closesAConnectionThatIsToBeKept() throws Exception {
    Reply reply = Reply.json("{}");
    try (ScriptedServer server =
            serve(
                reply.closeAfter(SOON),
                reply.closeAfter(Duration.ofMillis(1)),
                reply.closeAfter(Duration.ZERO));
        RawClient idle = new RawClient(server);
        RawClient closed = new RawClient(server)) {
      idle.ask(RawClient.QUESTION).upTo("{}");
      assertThat(idle.ask(RawClient.QUESTION).rest()).endsWith("{}").doesNotContain("close");
      assertThat(closed.ask(RawClient.QUESTION).rest()).endsWith("{}").doesNotContain("close");
    }
  }

  @Test
  void saysGoAway() throws Exception {
    try (ScriptedServer server = serve(Reply.goAway(5, 2));
        RawClient client = new RawClient(server)) {
      assertThat(client.ask(RawClient.QUESTION).in.readAllBytes())
          .containsExactly(
              0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 2);
    }
  }

  @Test
  void noticesThatAClientGoesWhileItWaits() throws Exception {
    Reply reply = Reply.text("never");
    CountDownLatch shut = new CountDownLatch(1);
    Semaphore none = new Semaphore(0);
    try (ScriptedServer server =
        serve(
            reply.after(Duration.ofHours(1)),
            reply.heldBy(shut),
            reply.slices(1, none),
            reply.heldAfter(1, shut),
            reply.keepAlive(KeepAlive.comments(shut, Duration.ofHours(1))))) {
      for (int number = 1; number <= 5; number++) {
        RawClient client = new RawClient(server);
        client.ask(RawClient.STREAM);
        Exchange exchange = server.awaitExchange(number, SOON);
        client.close();
        assertThat(exchange.awaitClientGone(SOON)).as("wait %d", number).isTrue();
      }
    }
  }

  private static ScriptedServer serve(Reply... replies) {
    return ScriptedServer.openAi(Script.inOrder(replies));
  }
}
