package dev.penstock.samples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.money.Usd;
import dev.penstock.samples.gateway.server.Limits;
import dev.penstock.testkit.server.Exchange;
import dev.penstock.testkit.server.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What clients do to connections, with the rows of {@code bad-requests.jsonl} that are of it. */
class ConnectionsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  void h035H036H083ABodyThatIsTooLargeIsRefusedByItsHead() throws IOException {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      long tooMuch = 33L * 1024 * 1024;
      for (String lines :
          List.of(
              "Content-Length: " + tooMuch + "\r\n",
              "Content-Length: 10000000000\r\n",
              "Content-Length: " + tooMuch + "\r\nExpect: 100-continue\r\n")) {
        assertRefused(door.raw(door.head(lines)), 413, "body_too_large");
      }
      assertThat(door.upstream.exchanges()).isEmpty();
    }
  }

  @Test
  void h035ABodyThatIsTooLargeAndSentAllTheSameGetsItsAnswer() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      HttpResponse<String> response =
          door.post("/v1/chat/completions", "x".repeat(33 * 1024 * 1024));

      assertThat(response.statusCode()).isEqualTo(413);
    }
  }

  @Test
  void h037ABodyThatDoesNotEndIsGivenUp() throws IOException {
    Limits limits = impatient(Duration.ofMillis(300), Duration.ofSeconds(60));
    try (Door door = Door.open(request -> Reply.text("Hello"), limits, PATIENCE)) {
      String chunked = door.head("Transfer-Encoding: chunked\r\n") + "5\r\n{\"mod\r\n";

      assertRefused(door.raw(chunked), 408, "request_timeout");
    }
  }

  @Test
  void h053H054H055HeadersThatAreTwiceOrTooMuchAreRefused() throws IOException {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      String twice = "Authorization: Bearer " + door.admin + "\r\nContent-Length: 2\r\n";
      assertRefused(door.raw(door.head(twice) + "{}"), 400, "duplicate_header");
      String large = "X-Large: " + "x".repeat(64 * 1024) + "\r\n";
      assertRefused(door.raw(door.head(large)), 431, "header_too_large");
      StringBuilder many = new StringBuilder("Connection: close\r\n");
      for (int i = 0; i < 1000; i++) {
        many.append("X-").append(i).append(": a\r\n");
      }
      assertRefused(door.raw(door.head(many.toString())), 431, "too_many_headers");
    }
  }

  @Test
  void h058H060PathsThatAreNoneTellNothing() throws IOException {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      for (String path : List.of("/metrics", "/admin", "/v1/models", "/", "/v1/keys")) {
        String answer =
            door.raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 401").doesNotContain("m1").doesNotContain("shop");
      }
      for (String path :
          List.of(
              "//v1/chat/completions",
              "/v1/../v1/chat/completions",
              "/V1/Chat/Completions",
              "/v1/chat/completions/",
              "/v1/chat/completions;a=b",
              "/v1/chat%2fcompletions")) {
        String head =
            door.head("Content-Length: 2\r\nConnection: close\r\n")
                .replace("/v1/chat/completions", path);
        assertThat(door.raw(head + "{}")).as(path).startsWith("HTTP/1.1 404");
      }
    }
  }

  @Test
  void h061H062H063H064BrokenFramingEndsTheConnection() throws IOException {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      for (String lines :
          List.of(
              "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n",
              "Transfer-Encoding: xchunked\r\n",
              "Transfer-Encoding: chunked, identity\r\n",
              "Content-Length: 2\r\nContent-Length: 3\r\n",
              "Content-Length: -1\r\n",
              "X-Bare: a\nContent-Length: 2\r\n")) {
        assertRefused(door.raw(door.head(lines) + "{}"), 400, "bad_framing");
      }
      assertThat(door.upstream.exchanges()).isEmpty();
    }
  }

  @Test
  void chunksThatAreWrongOrTooMuchAreRefused() throws IOException {
    Limits limits = impatient(PATIENCE, PATIENCE);
    try (Door door = Door.open(request -> Reply.text("Hello"), limits, PATIENCE)) {
      String head = door.head("Transfer-Encoding: chunked\r\n");

      assertRefused(door.raw(head + "zz\r\n{}\r\n0\r\n\r\n"), 400, "bad_framing");
      assertRefused(door.raw(head + "7fffffff\r\n{}"), 413, "body_too_large");
      assertRefused(door.raw(head + "1;" + "x".repeat(3 << 20)), 413, "body_too_large");
    }
  }

  @Test
  void aBodyThatWasNotReadIsNoFurtherRequest() throws IOException {
    String hidden = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n";
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      String head =
          door.head("Content-Length: " + hidden.length() + "\r\n")
              .replace("/v1/chat/completions", "/nowhere");
      String answer = door.raw(head + hidden);

      assertThat(answer).startsWith("HTTP/1.1 404 ");
      assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
    }
  }

  @Test
  void h077ABodyThatBreaksOffCallsNobody() throws IOException {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      try (Socket socket = door.connect()) {
        write(socket, door.head("Content-Length: 100\r\n") + "{\"model\":");
      }

      assertThat(Door.soon(() -> door.gateway.connections() == 0)).isTrue();
      assertThat(door.upstream.exchanges()).isEmpty();
    }
  }

  @Test
  void h078AClientThatGoesBeforeTheAnswerCancelsTheCallAndIsSettled() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (Door door = Door.open(request -> Reply.text("Hello").heldBy(never))) {
      Exchange upstream;
      try (Socket socket = door.connect()) {
        write(socket, whole(door, ""));
        upstream = door.upstream.awaitExchange(1, PATIENCE);
      }
      long gone = System.nanoTime();

      assertThat(upstream.awaitClientGone(PATIENCE)).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - gone)).isLessThan(Duration.ofSeconds(1));
      assertThat(Door.soon(() -> door.held().equals(Usd.ZERO))).isTrue();
      assertThat(door.used()).isGreaterThan(Usd.ZERO);
      never.countDown();
    }
  }

  @Test
  void h079AClientThatGoesWithinAStreamCancelsTheCallAndIsSettled() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (Door door = Door.open(request -> Reply.deltas("Hel", "lo").heldAfter(2, never))) {
      try (Socket socket = door.connect()) {
        write(socket, whole(door, "\"stream\":true"));
        readUntil(socket, "Hel");
      }
      Exchange upstream = door.upstream.awaitExchange(1, PATIENCE);
      long gone = System.nanoTime();

      assertThat(upstream.awaitClientGone(PATIENCE)).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - gone)).isLessThan(Duration.ofSeconds(1));
      assertThat(Door.soon(() -> door.held().equals(Usd.ZERO))).isTrue();
      assertThat(door.used()).isGreaterThan(Usd.ZERO);
      never.countDown();
    }
  }

  @Test
  void h080ClientsThatDoNotReadAreLeft() throws Exception {
    Limits limits =
        new Limits(
            1 << 20,
            16 * 1024,
            300,
            PATIENCE,
            Duration.ofSeconds(60),
            Duration.ofMillis(500),
            Duration.ofMinutes(1));
    String piece = "word ".repeat(18_000);
    String[] pieces = Collections.nCopies(12, piece).toArray(String[]::new);
    List<Socket> slow = new ArrayList<>();
    try (Door door = Door.open(request -> Reply.deltas(pieces), limits, PATIENCE)) {
      for (int i = 0; i < 200; i++) {
        Socket socket = new Socket();
        slow.add(socket);
        socket.setReceiveBufferSize(4096);
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), door.gateway.port()));
        write(
            socket,
            whole(door, "\"stream\":true")
                .replace("auto", "long")
                .replace("Hi there", "No %05d".formatted(i)));
      }
      door.upstream.awaitExchange(100, PATIENCE);

      assertThat(Door.soon(() -> door.gateway.connections() == 0)).isTrue();
      assertThat(Door.soon(() -> door.held().equals(Usd.ZERO))).isTrue();
      assertThat(door.chatting("").statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void h081ConnectionsThatSayNothingAreClosedWhileOthersWork() throws IOException {
    Limits limits = impatient(PATIENCE, Duration.ofMillis(500));
    List<Socket> idle = new ArrayList<>();
    try (Door door = Door.open(request -> Reply.text("Hello"), limits, PATIENCE)) {
      for (int i = 0; i < 200; i++) {
        idle.add(door.connect());
        if (i % 2 == 0) {
          write(idle.getLast(), "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\n");
        }
      }
      assertThat(door.chatting("").statusCode()).isEqualTo(200);
      for (Socket socket : idle) {
        assertThat(closed(socket)).isTrue();
      }
      assertThat(Door.soon(() -> door.gateway.connections() == 0)).isTrue();
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  @Test
  void whenAllConnectionsAreTakenTheIdleOnesMakeRoom() throws IOException {
    Limits limits =
        new Limits(1 << 20, 16 * 1024, 10, PATIENCE, Duration.ofSeconds(60), PATIENCE, PATIENCE);
    List<Socket> idle = new ArrayList<>();
    try (Door door = Door.open(request -> Reply.text("Hello"), limits, PATIENCE)) {
      for (int i = 0; i < 10; i++) {
        idle.add(door.connect());
        if (i % 2 == 0) {
          write(idle.getLast(), "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\n");
        }
      }

      assertThat(door.chatting("").statusCode()).isEqualTo(200);
      assertThat(closed(idle.getFirst())).as("the one that was idle for longest").isTrue();
      assertThat(door.gateway.connections()).isLessThanOrEqualTo(10);
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  @Test
  void h082OlderVersionsOfHttpAreToldSo() throws IOException {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      String answer = door.raw("GET /health HTTP/1.0\r\n\r\n");

      assertThat(answer).startsWith("HTTP/1.1 505").doesNotContain("chunked");
    }
  }

  @Test
  void h084OtherOriginsAreAllowedNothing() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      HttpResponse<String> response =
          door.send(
              HttpRequest.newBuilder(door.uri("/v1/chat/completions"))
                  .header("Origin", "https://evil.test")
                  .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                  .build());

      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.headers().firstValue("access-control-allow-origin")).isEmpty();
    }
  }

  @Test
  void aConnectionIsUsedAgainAfterAnErrorAndAfterALongAnswer() throws IOException {
    CountDownLatch gate = new CountDownLatch(1);
    try (Door door = Door.open(request -> Reply.text("Hello").heldBy(gate));
        Socket socket = door.connect()) {
      write(socket, whole(door, "\"n\":5"));
      readUntil(socket, "n_too_large");
      write(socket, whole(door, "\"stream\":true"));
      door.upstream.awaitExchange(1, PATIENCE);
      // Sent ahead while the answer is waited for: whoever looks whether the client has gone reads
      // it, and must not lose it.
      write(socket, whole(door, "\"n\":7"));
      gate.countDown();
      readUntil(socket, "[DONE]");
      readUntil(socket, "n_too_large");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anAnswerThatTakesTooLongIsGivenUp() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Limits limits =
        new Limits(
            1 << 20,
            16 * 1024,
            100,
            PATIENCE,
            Duration.ofSeconds(60),
            PATIENCE,
            Duration.ofMillis(300));
    try (Door door = Door.open(request -> Reply.text("Hello").heldBy(never), limits, PATIENCE)) {
      HttpResponse<String> response = door.chatting("");

      assertThat(response.statusCode()).isEqualTo(504);
      assertThat(Door.error(response, "code")).isEqualTo("timeout");
      assertThat(Door.soon(() -> door.held().equals(Usd.ZERO))).isTrue();
      never.countDown();
    }
  }

  private static Limits impatient(Duration upload, Duration idle) {
    return new Limits(1 << 20, 16 * 1024, 1000, upload, idle, PATIENCE, PATIENCE);
  }

  private static String whole(Door door, String fields) {
    String body = Door.chat(fields);
    return door.head("Content-Length: " + body.length() + "\r\n") + body;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static void readUntil(Socket socket, String text) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(text) < 0) {
      int next = socket.getInputStream().read();
      assertThat(next).as(read.toString()).isNotNegative();
      read.append((char) next);
    }
  }

  private static boolean closed(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  private static void assertRefused(String answer, int status, String code) {
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer).contains("\"code\":\"" + code + "\"");
  }
}
