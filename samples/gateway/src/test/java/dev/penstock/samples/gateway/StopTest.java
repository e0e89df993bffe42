package dev.penstock.samples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.money.Usd;
import dev.penstock.testkit.server.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  void anAnswerUnderWayIsGivenAndNothingMoreIsTaken() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (Door door = Door.open(request -> Reply.text("Hello").heldBy(gate))) {
      CompletableFuture<HttpResponse<String>> answer = ask(door, "");
      door.upstream.awaitExchange(1, PATIENCE);
      Thread closing = Thread.ofVirtual().start(door.gateway::close);
      assertThat(Door.soon(() -> !accepts(door))).isTrue();
      gate.countDown();

      assertThat(answer.get(10, TimeUnit.SECONDS).body()).contains("Hello");
      assertThat(closing.join(PATIENCE)).isTrue();
    }
  }

  @Test
  void whatDoesNotEndWithinTheGraceIsToldAndSettled() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Duration grace = Duration.ofMillis(300);
    try (Door door =
        Door.open(
            request ->
                request.stream()
                    ? Reply.deltas("Hel", "lo").heldAfter(2, never)
                    : Reply.text("Hello").heldBy(never),
            Door.LIMITS,
            grace)) {
      List<CompletableFuture<HttpResponse<String>>> streams = new ArrayList<>();
      for (int i = 1; i <= 20; i++) {
        streams.add(ask(door, "\"stream\":true,\"seed\":" + i));
        door.upstream.awaitExchange(i, PATIENCE);
      }
      CompletableFuture<HttpResponse<String>> whole = ask(door, "\"seed\":0");
      door.upstream.awaitExchange(21, PATIENCE);
      long start = System.nanoTime();
      door.gateway.close();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(whole.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
      for (CompletableFuture<HttpResponse<String>> stream : streams) {
        String body = stream.get(10, TimeUnit.SECONDS).body();
        assertThat(body).contains("shutting_down").doesNotContain("[DONE]");
      }
      assertThat(door.held()).isEqualTo(Usd.ZERO);
      never.countDown();
    }
  }

  @Test
  void aStoppedGatewayAcceptsNothing() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      assertThat(door.get("/health").statusCode()).isEqualTo(200);
      door.gateway.close();

      assertThatThrownBy(() -> door.get("/health")).isInstanceOf(UncheckedIOException.class);
    }
  }

  private static CompletableFuture<HttpResponse<String>> ask(Door door, String fields) {
    return door.client()
        .sendAsync(
            door.request("/v1/chat/completions")
                .POST(HttpRequest.BodyPublishers.ofString(Door.chat(fields)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static boolean accepts(Door door) {
    try (var socket = door.connect()) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
