package dev.penstock.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.money.Usage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ScriptedServerTest {
  private static final String QUESTION =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}]}";

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void answersAndRemembersAndBills() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.openAi(
            exchange -> Reply.text("You said " + exchange.question(), Usage.of(7, 3)))) {
      HttpResponse<String> response = post(server, QUESTION);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).contains("\"content\":\"You said Why?\"", "\"prompt_tokens\":7");
      Exchange exchange = server.exchanges().getFirst();
      assertThat(exchange.path()).isEqualTo("/v1/chat/completions");
      assertThat(exchange.header("authorization")).isEqualTo("Bearer sk-test");
      assertThat(exchange.stream()).isFalse();
      assertThat(server.bill()).containsEntry("m", Usage.of(7, 3));
    }
  }

  @Test
  void streamsWordByWord() throws Exception {
    try (ScriptedServer server = ScriptedServer.openAi(exchange -> Reply.text("one two"))) {
      HttpResponse<String> response = post(server, "{\"model\":\"m\",\"stream\":true}");
      assertThat(response.body())
          .contains("\"content\":\"one \"", "\"content\":\"two\"")
          .doesNotContain("\"choices\":[]")
          .endsWith("data: [DONE]\n\n");
    }
  }

  @Test
  void speaksAnthropicsWire() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.anthropic(exchange -> Reply.text("one two", Usage.of(7, 3)))) {
      URI endpoint = URI.create(server.baseUrl() + "/v1/messages");
      assertThat(post(endpoint, QUESTION).body())
          .contains("\"text\":\"one two\"", "\"input_tokens\":7", "\"output_tokens\":3");
      assertThat(post(endpoint, "{\"model\":\"m\",\"stream\":true}").body())
          .startsWith("event: message_start\n")
          .contains("\"text\":\"one \"", "\"text\":\"two\"", "\"output_tokens\":3")
          .endsWith("data: {\"type\":\"message_stop\"}\n\n");
      assertThat(post(server, QUESTION).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void speaksGeminisWire() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.gemini(
            exchange -> Reply.text("one two", new Usage(5, 2, 0, 0, 3, 1, false)))) {
      String models = server.baseUrl() + "/v1beta/models/";
      String question =
          "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Why?\"}]},"
              + "{\"role\":\"user\",\"parts\":[{\"functionResponse\":{}}]}]}";
      assertThat(post(URI.create(models + "m:generateContent"), question).body())
          .contains(
              "\"text\":\"one two\"",
              "\"promptTokenCount\":7,\"cachedContentTokenCount\":2",
              "\"candidatesTokenCount\":2,\"thoughtsTokenCount\":1,\"totalTokenCount\":10");
      assertThat(server.exchanges().getFirst().model()).isEqualTo("m");
      assertThat(server.exchanges().getFirst().question()).isEqualTo("Why?");
      assertThat(post(URI.create(models + "m:streamGenerateContent?alt=sse"), question).body())
          .startsWith("data: {")
          .contains("\"text\":\"one \"", "\"text\":\"two\"")
          .endsWith("}\n\n");
      assertThat(post(URI.create(models + "m:streamGenerateContent"), question).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void tellsDetailsOfAFailureInGooglesForm() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.gemini(
            exchange -> Reply.failure(429, "RequestsPerDay-Free").header("Retry-After", "36000"))) {
      URI endpoint = URI.create(server.baseUrl() + "/v1beta/models/m:generateContent");
      assertThat(post(endpoint, "{}").body())
          .contains(
              "\"status\":\"RESOURCE_EXHAUSTED\"",
              "QuotaFailure\",\"violations\":[{\"quotaId\":\"RequestsPerDay-Free\"}]}",
              "RetryInfo\",\"retryDelay\":\"36000s\"}");
    }
  }

  @Test
  void readsARequestInChunks() throws Exception {
    try (ScriptedServer server = ScriptedServer.openAi(exchange -> Reply.text("yes"))) {
      BodyPublisher chunks = BodyPublishers.fromPublisher(BodyPublishers.ofString(QUESTION));
      client.send(request(server.baseUrl(), chunks), BodyHandlers.ofString());
      assertThat(server.exchanges().getFirst().model()).isEqualTo("m");
    }
  }

  @Test
  void keepsConnectionsAlive() throws Exception {
    try (ScriptedServer server = ScriptedServer.openAi(exchange -> Reply.text("yes"))) {
      for (int i = 0; i < 5; i++) {
        post(server, QUESTION);
      }
      assertThat(server.connectionsOpened()).isEqualTo(1);
      assertThat(server.exchanges()).hasSize(5);
    }
  }

  @Test
  void remembersOnlyTheLatest() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.openAi().prefix("").keep(2).start(exchange -> Reply.text("yes"))) {
      for (int i = 0; i < 3; i++) {
        post(server, QUESTION);
      }
      assertThat(server.exchanges()).extracting(Exchange::number).containsExactly(2, 3);
      assertThat(server.exchanges().getFirst().path()).isEqualTo("/chat/completions");
    }
  }

  @Test
  void holdsAReplyUntilTheGateOpens() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (ScriptedServer server =
        ScriptedServer.openAi(exchange -> Reply.text("yes").heldBy(gate))) {
      CompletableFuture<HttpResponse<String>> response =
          client.sendAsync(
              request(server.baseUrl(), BodyPublishers.ofString(QUESTION)),
              BodyHandlers.ofString());
      server.awaitExchange(1, Duration.ofSeconds(5));
      assertThat(response).isNotDone();
      gate.countDown();
      assertThat(response.join().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void cutsAStreamWithinItsBody() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.openAi(
            exchange -> Reply.eventStream("data: 1\n\ndata: 2\n\n").cutAfter(9))) {
      HttpResponse<Stream<String>> response =
          client.send(
              request(server.baseUrl(), BodyPublishers.ofString(QUESTION)), BodyHandlers.ofLines());
      assertThat(response.body().limit(2).collect(Collectors.joining("|"))).isEqualTo("data: 1|");
    }
  }

  @Test
  void tellsOfPathsAndScriptsThatFail() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.openAi(
            exchange -> {
              throw new IllegalStateException("no idea");
            })) {
      assertThat(post(server, QUESTION).statusCode()).isEqualTo(500);
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(server.baseUrl() + "/elsewhere")).build(),
              BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(404);
    }
  }

  private HttpResponse<String> post(ScriptedServer server, String body)
      throws IOException, InterruptedException {
    return client.send(
        request(server.baseUrl(), BodyPublishers.ofString(body)), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(URI endpoint, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(endpoint).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private static HttpRequest request(URI baseUrl, BodyPublisher body) {
    return HttpRequest.newBuilder(URI.create(baseUrl + "/chat/completions"))
        .version(HttpClient.Version.HTTP_1_1)
        .header("Authorization", "Bearer sk-test")
        .POST(body)
        .build();
  }
}
