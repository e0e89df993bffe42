package dev.penstock.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Message;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderFactory;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.Secret;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GeminiProviderTest {
  @Test
  void isFoundByName() {
    assertThat(ServiceLoader.load(ProviderFactory.class).findFirst().orElseThrow().name())
        .isEqualTo("gemini");
  }

  @Test
  void sendsKeyAndHeaders() throws Exception {
    try (ScriptedServer server = ScriptedServer.gemini(exchange -> Reply.text("Hello"))) {
      GeminiSettings settings =
          new GeminiSettings(
              Secret.of("AIza-test"),
              server.baseUrl(),
              null,
              null,
              Map.of("x-goog-user-project", "p-1"),
              null);
      try (GeminiProvider provider = new GeminiProvider(settings, Fixtures.CONTEXT)) {
        provider.call(Fixtures.call());
      }
      assertThat(server.exchanges().getFirst().headers())
          .containsEntry("x-goog-api-key", "AIza-test")
          .containsEntry("x-goog-user-project", "p-1")
          .containsEntry("content-type", "application/json")
          .doesNotContainKey("authorization");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-2.5-flash, /v1beta/models/gemini-2.5-flash:generateContent",
    "models/gemini-2.5-flash, /v1beta/models/gemini-2.5-flash:generateContent",
  })
  void putsTheModelIntoTheAddress(String model, String path) throws Exception {
    try (ScriptedServer server = ScriptedServer.gemini(exchange -> Reply.text("Hello"));
        GeminiProvider provider = Fixtures.connect(server.baseUrl(), ApiVersion.V1BETA)) {
      provider.call(call(model));
      assertThat(server.exchanges().getFirst().path()).isEqualTo(path);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "..", "a/../b", "models/", "a?key=b", "a:b", "gemini pro", "a%2f", "\u00e9"})
  void sendsNothingForAModelThatCannotStandInAnAddress(String model) {
    try (GeminiProvider provider =
        Fixtures.connect(URI.create("http://127.0.0.1:9"), ApiVersion.V1BETA)) {
      ProviderFailure failure = Fixtures.failureOf(() -> provider.call(call(model)));
      assertThat(failure.kind()).isEqualTo(FailureKind.BAD_REQUEST);
      assertThat(failure.phase()).isEqualTo(Phase.NOT_RUN);
    }
  }

  @Test
  void sendsSignaturesBackWithTheCallsTheyCameWith() throws Exception {
    String answer = Fixtures.resource("replies/thinking-tools.json");
    try (ScriptedServer server = ScriptedServer.gemini(exchange -> Reply.json(answer));
        GeminiProvider provider = Fixtures.connect(server.baseUrl(), ApiVersion.V1BETA)) {
      ProviderReply reply = provider.call(Fixtures.call());
      @SuppressWarnings("unchecked") // made by KeptFields
      Map<String, Object> extra = (Map<String, Object>) reply.extra().get("message");
      ChatRequest next =
          ChatRequest.builder()
              .user("Why?")
              .message(new Message.Assistant(reply.text(), reply.toolCalls(), extra))
              .message(Message.toolResult("call_0", "{\"status\":\"shipped\"}"))
              .message(Message.toolResult("fc_2", "noon"))
              .build();
      provider.call(Fixtures.call(next, 300, Map.of()));
      assertThat(server.exchanges().getLast().body())
          .contains(
              "{\"functionCall\":{\"id\":\"call_0\",\"name\":\"order_status\",\"args\":"
                  + "{\"order\":\"17\",\"note\":null,\"exact\":1.50}},\"thoughtSignature\":\"CsQB\"}",
              "{\"functionCall\":{\"id\":\"fc_2\",\"name\":\"now\",\"args\":{}}}")
          .doesNotContain("The order is 17.");
    }
  }

  private static ProviderCall call(String model) {
    return new ProviderCall(
        "r/1", model, ChatRequest.of("Why?"), 300, Duration.ofSeconds(5), Map.of());
  }
}
