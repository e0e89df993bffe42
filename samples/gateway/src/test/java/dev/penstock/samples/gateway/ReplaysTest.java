package dev.penstock.samples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.testkit.server.Reply;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReplaysTest {
  private static final String KEY = "Idempotency-Key";

  /** Without a session nothing of it is recalled by the engine's own cache: a seed is drawn. */
  private static final String FRESH =
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]";

  @Test
  void theSameRequestGetsTheSameAnswerWithoutAnotherCall() {
    try (Door door = Door.open(request -> Reply.text("answer " + request.number()))) {
      HttpResponse<String> first = door.chatting(FRESH, KEY, "k-1");
      HttpResponse<String> second = door.chatting(FRESH, KEY, "k-1");

      assertThat(second.body()).isEqualTo(first.body());
      assertThat(second.headers().firstValue("idempotent-replayed")).hasValue("true");
      assertThat(first.headers().firstValue("idempotent-replayed")).isEmpty();
      assertThat(second.headers().firstValue("x-penstock-cost"))
          .isEqualTo(first.headers().firstValue("x-penstock-cost"));
      assertThat(door.upstream.exchanges()).hasSize(1);
    }
  }

  @Test
  void aStreamIsReplayedWhole() {
    try (Door door = Door.open(request -> Reply.deltas("Hel", "lo"))) {
      String fields = FRESH + ",\"stream\":true";
      HttpResponse<String> first = door.chatting(fields, KEY, "k-1");
      HttpResponse<String> second = door.chatting(fields, KEY, "k-1");

      assertThat(second.body()).isEqualTo(first.body()).endsWith("[DONE]\n\n");
      assertThat(door.upstream.exchanges()).hasSize(1);
    }
  }

  @Test
  void h072AnotherBodyUnderTheSameKeyIsRefused() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      door.chatting("", KEY, "k-1");
      HttpResponse<String> response = door.chatting("\"seed\":1", KEY, "k-1");

      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(Door.error(response, "code")).isEqualTo("idempotency_mismatch");
      assertThat(door.upstream.exchanges()).hasSize(1);
    }
  }

  @Test
  void h073TheSameRequestAtTheSameTimeIsAskedToComeLater() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (Door door = Door.open(request -> Reply.text("Hello").heldBy(gate))) {
      HttpRequest request =
          door.request("/v1/chat/completions")
              .header(KEY, "k-1")
              .POST(HttpRequest.BodyPublishers.ofString(Door.chat("")))
              .build();
      CompletableFuture<HttpResponse<String>> first =
          door.client().sendAsync(request, HttpResponse.BodyHandlers.ofString());
      door.upstream.awaitExchange(1, Duration.ofSeconds(10));
      HttpResponse<String> second = door.send(request);
      gate.countDown();

      assertThat(second.statusCode()).isEqualTo(409);
      assertThat(Door.error(second, "code")).isEqualTo("idempotency_in_progress");
      assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(door.upstream.exchanges()).hasSize(1);
    }
  }

  @Test
  void h074TheKeyOfATenantIsNoOthers() {
    try (Door door = Door.open(request -> Reply.text("answer " + request.number()))) {
      String own = door.chatting("", KEY, "k-1").body();
      String other = door.chatting("", KEY, "k-1", "Authorization", "Bearer " + door.admin).body();

      assertThat(own).contains("answer 1");
      assertThat(other).contains("answer 2");
    }
  }

  @Test
  void afterAnErrorTheRequestMayBeSentAgain() {
    AtomicInteger calls = new AtomicInteger();
    try (Door door =
        Door.open(
            request ->
                calls.incrementAndGet() == 1
                    ? Reply.failure(400, "invalid_request_error")
                    : Reply.text("Hello"))) {
      assertThat(door.chatting("", KEY, "k-1").statusCode()).isEqualTo(400);
      assertThat(door.chatting("", KEY, "k-1").statusCode()).isEqualTo(200);
    }
  }
}
