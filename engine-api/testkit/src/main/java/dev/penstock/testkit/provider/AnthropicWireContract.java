package dev.penstock.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.money.Usage;
import dev.penstock.testkit.server.Exchange;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every provider keeps to that speaks Anthropic's wire, tested against a {@link
 * ScriptedServer}.
 *
 * <pre>{@code
 * final class MyProviderTest extends AnthropicWireContract {
 *   @Override
 *   protected Provider connect(URI baseUrl) {
 *     return new MyProviderFactory().create(settings(baseUrl), TestPluginContext.named("my"));
 *   }
 * }
 * }</pre>
 */
public abstract class AnthropicWireContract extends WireContract {
  /** For subclasses. */
  protected AnthropicWireContract() {
    super(
        ScriptedServer.anthropic(),
        AnthropicWireContract::usual,
        FailureRow.anthropic(),
        new Usage(60, 30, 0, 10, 20, 5, false));
  }

  @Test
  final void sendsModelQuestionAndLimit() throws Exception {
    provider().call(call());
    Exchange exchange = server().exchanges().getFirst();
    assertThat(exchange.path()).isEqualTo("/v1/messages");
    assertThat(exchange.header("anthropic-version")).isNotBlank();
    assertThat(exchange.model()).isEqualTo(call().modelId());
    assertThat(exchange.question()).isEqualTo(call().request().question());
    assertThat(exchange.json()).containsEntry("max_tokens", call().maxOutputTokens());
  }

  private static Reply usual(Exchange exchange) {
    if (exchange.json().get("tool_choice") instanceof Map<?, ?> choice
        && "tool".equals(choice.get("type"))) {
      return Reply.toolCalls(
          new ToolCall("toolu_1", ToolsContract.ORDER_STATUS.name(), "{\"order\":\"17\"}"));
    }
    boolean json =
        exchange.json().get("output_config") instanceof Map<?, ?> output
            && output.containsKey("format");
    return Reply.text(json ? "{\"greeting\":\"Hello\"}" : "Hello!");
  }
}
