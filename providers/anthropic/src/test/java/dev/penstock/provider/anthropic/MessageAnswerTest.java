package dev.penstock.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.money.Usage;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ReportedUsage;
import dev.penstock.testkit.provider.Reported;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MessageAnswerTest {
  @Test
  void readsTextToolsAndThinking() throws Exception {
    ProviderReply reply = Fixtures.replyOf(Fixtures.resource("replies/thinking-tools.json"));
    assertThat(reply.text()).isEqualTo("I look it up.");
    assertThat(reply.toolCalls())
        .containsExactly(
            new ToolCall(
                "toolu_1", "order_status", "{\"order\":\"17\",\"note\":null,\"exact\":1.50}"),
            new ToolCall("toolu_2", "now", "{}"));
    assertThat(reply.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(reply.model()).isEqualTo("claude-sonnet-4-5-20250929");
    assertThat(reply.responseId()).isEqualTo("msg_01");
    assertThat(Reported.counts(reply.usage()).usage())
        .isEqualTo(new Usage(40, 100, 10, 20, 60, 25, false));
    assertThat(Reported.counts(reply.usage()).raw()).containsEntry("service_tier", "standard");
    assertThat(reply.extra())
        .containsEntry("container", Map.of("id", "container_1"))
        .containsEntry(
            "message",
            Map.of(
                "thinking_blocks",
                List.of(
                    Map.of("type", "thinking", "thinking", "The order is 17.", "signature", "EqQB"),
                    Map.of("type", "redacted_thinking", "data", "EmwK"))))
        .containsEntry(
            "blocks",
            List.of(
                Map.of(
                    "type",
                    "server_tool_use",
                    "id",
                    "srvtoolu_1",
                    "name",
                    "web_search",
                    "input",
                    Map.of("query", "order"))));
  }

  @Test
  void takesARefusalForAFilter() throws Exception {
    ProviderReply reply = Fixtures.replyOf(Fixtures.resource("replies/refusal.json"));
    assertThat(reply.text()).isEmpty();
    assertThat(reply.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    assertThat(reply.extra()).containsKey("stop_details");
    assertThat(Reported.counts(reply.usage()).usage()).isEqualTo(Usage.of(12, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "end_turn, STOP",
    "stop_sequence, STOP",
    "max_tokens, LENGTH",
    "model_context_window_exceeded, LENGTH",
    "tool_use, TOOL_CALLS",
    "pause_turn, OTHER",
    "refusal, CONTENT_FILTER",
    "something_new, OTHER",
  })
  void knowsWhyTheModelStopped(String word, FinishReason reason) throws Exception {
    String body = "{\"content\":[],\"stop_reason\":\"" + word + "\"}";
    assertThat(Fixtures.replyOf(body).finishReason()).isEqualTo(reason);
  }

  @Test
  void deliversAnAnswerWithoutUsage() throws Exception {
    ProviderReply reply =
        Fixtures.replyOf("{\"content\":[{\"type\":\"text\",\"text\":\"x\"}],\"usage\":null}");
    assertThat(reply.text()).isEqualTo("x");
    assertThat(reply.usage()).isNull();
    assertThat(reply.extra()).isEmpty();
  }

  @Test
  void keepsAUsageThatIsNone() throws Exception {
    ProviderReply reply =
        Fixtures.replyOf("{\"content\":[],\"usage\":{\"input_tokens\":-5,\"output_tokens\":1}}");
    assertThat(reply.usage()).isInstanceOf(ReportedUsage.Nonsense.class);
    assertThat(reply.extra())
        .containsEntry("usage", Map.of("input_tokens", -5, "output_tokens", 1));
  }

  @Test
  void keepsNoMoreBlocksThanAnAnswerMayHave() throws Exception {
    String block = "{\"type\":\"thinking\",\"thinking\":\"" + "x".repeat(400_000) + "\"},";
    String text = "{\"type\":\"text\",\"text\":\"So.\"}";
    ProviderReply reply =
        Fixtures.replyOf(
            "{\"content\":[" + block.repeat(5) + text + "]}",
            Fixtures.call(ChatRequest.of("Why?"), 32_000, Map.of()));
    assertThat(reply.text()).isEqualTo("So.");
    assertThat(reply.extra().get("message"))
        .isInstanceOfSatisfying(
            Map.class,
            message ->
                assertThat(message.get("thinking_blocks"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .hasSize(2));
  }

  @Test
  void repeatsNothingOfAnError() {
    ProviderFailure failure =
        Fixtures.failureOf(
            () ->
                Fixtures.replyOf(
                    "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                        + "\"message\":\"sk-ant-tail\"},\"request_id\":\"req_1\"}"));
    assertThat(failure.kind()).isEqualTo(FailureKind.OVERLOADED);
    assertThat(failure.phase()).isEqualTo(Phase.NOT_RUN);
    assertThat(failure.code()).isEqualTo("overloaded_error");
    assertThat(failure.message()).doesNotContain("tail");
  }
}
