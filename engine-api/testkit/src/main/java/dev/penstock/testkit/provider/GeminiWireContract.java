package dev.penstock.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.money.Usage;
import dev.penstock.spi.ProviderStream;
import dev.penstock.spi.StreamingProvider;
import dev.penstock.testkit.server.Exchange;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every provider keeps to that speaks Gemini's wire, tested against a {@link ScriptedServer}.
 *
 * <pre>{@code
 * final class MyProviderTest extends GeminiWireContract {
 *   @Override
 *   protected Provider connect(URI baseUrl) {
 *     return new MyProviderFactory().create(settings(baseUrl), TestPluginContext.named("my"));
 *   }
 * }
 * }</pre>
 */
public abstract class GeminiWireContract extends WireContract {
  /** For subclasses. */
  protected GeminiWireContract() {
    super(
        ScriptedServer.gemini(),
        GeminiWireContract::usual,
        FailureRow.gemini(),
        new Usage(70, 30, 0, 0, 20, 5, false));
  }

  @Test
  final void sendsModelQuestionAndLimit() throws Exception {
    provider().call(call());
    Exchange exchange = server().exchanges().getFirst();
    assertThat(exchange.path()).endsWith("/models/" + call().modelId() + ":generateContent");
    assertThat(exchange.model()).isEqualTo(call().modelId());
    assertThat(exchange.question()).isEqualTo(call().request().question());
    assertThat(config(exchange).get("maxOutputTokens")).isEqualTo(call().maxOutputTokens());
  }

  @Test
  final void asksForAStreamByTheAddress() throws Exception {
    if (provider() instanceof StreamingProvider streaming) {
      try (ProviderStream stream = streaming.stream(call())) {
        Streams.drain(stream);
      }
      assertThat(server().exchanges().getFirst().path())
          .endsWith("/models/" + call().modelId() + ":streamGenerateContent?alt=sse");
    }
  }

  private static Reply usual(Exchange exchange) {
    if (exchange.path().endsWith(":batchEmbedContents")) {
      return exchange.json().get("requests") instanceof List<?> requests
          ? Reply.embeddings(requests.stream().map(GeminiWireContract::vector).toList())
          : Reply.failure(400, null);
    }
    if (at(exchange.json().get("toolConfig"), "functionCallingConfig") instanceof Map<?, ?> tools
        && "ANY".equals(tools.get("mode"))) {
      return Reply.toolCalls(
          new ToolCall("call_17", ToolsContract.ORDER_STATUS.name(), "{\"order\":\"17\"}"));
    }
    boolean json = "application/json".equals(config(exchange).get("responseMimeType"));
    return Reply.text(json ? "{\"greeting\":\"Hello\"}" : "Hello!");
  }

  private static Map<?, ?> config(Exchange exchange) {
    return exchange.json().get("generationConfig") instanceof Map<?, ?> config ? config : Map.of();
  }

  private static float[] vector(Object request) {
    String parts = String.valueOf(at(at(request, "content"), "parts"));
    return new float[] {parts.length(), 0.5f};
  }

  private static @Nullable Object at(@Nullable Object json, String field) {
    return json instanceof Map<?, ?> map ? map.get(field) : null;
  }
}
