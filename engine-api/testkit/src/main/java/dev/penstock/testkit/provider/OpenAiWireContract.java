package dev.penstock.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.money.Usage;
import dev.penstock.spi.ReportedUsage;
import dev.penstock.testkit.server.Exchange;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every provider keeps to that speaks the OpenAI wire, tested against a {@link
 * ScriptedServer}.
 *
 * <pre>{@code
 * final class MyProviderTest extends OpenAiWireContract {
 *   @Override
 *   protected Provider connect(URI baseUrl) {
 *     return new MyProviderFactory().create(settings(baseUrl), TestPluginContext.named("my"));
 *   }
 * }
 * }</pre>
 */
public abstract class OpenAiWireContract extends WireContract {
  /** For subclasses. */
  protected OpenAiWireContract() {
    super(
        ScriptedServer.openAi(),
        OpenAiWireContract::usual,
        FailureRow.openAi(),
        new Usage(60, 30, 0, 10, 20, 5, false));
  }

  @Test
  final void sendsModelQuestionAndLimit() throws Exception {
    provider().call(call());
    Exchange exchange = server().exchanges().getFirst();
    assertThat(exchange.path()).isEqualTo("/v1/chat/completions");
    assertThat(exchange.model()).isEqualTo(call().modelId());
    assertThat(exchange.question()).isEqualTo(call().request().question());
    assertThat(Stream.of("max_tokens", "max_completion_tokens").map(exchange.json()::get))
        .containsOnlyOnce(call().maxOutputTokens());
  }

  @Test
  final void keepsTheUsageAsReported() throws Exception {
    script(exchange -> Reply.text("Hello", Usage.of(100, 20)));
    ReportedUsage reported = Objects.requireNonNull(provider().call(call()).usage(), "usage");
    assertThat(reported.raw().get("total_tokens")).hasToString("120");
  }

  private static Reply usual(Exchange exchange) {
    if (exchange.path().endsWith("/embeddings")) {
      return exchange.json().get("input") instanceof List<?> texts
          ? Reply.embeddings(texts.stream().map(OpenAiWireContract::vector).toList())
          : Reply.failure(400, "invalid_input");
    }
    if (exchange.json().get("tool_choice") instanceof Map<?, ?>) {
      return Reply.toolCalls(
          new ToolCall("call_1", ToolsContract.ORDER_STATUS.name(), "{\"order\":\"17\"}"));
    }
    return Reply.text(
        exchange.json().containsKey("response_format") ? "{\"greeting\":\"Hello\"}" : "Hello!");
  }

  private static float[] vector(Object text) {
    return new float[] {text.toString().length(), 0.5f};
  }
}
