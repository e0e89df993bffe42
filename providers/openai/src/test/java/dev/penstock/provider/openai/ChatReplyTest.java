package dev.penstock.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.money.Usage;
import dev.penstock.provider.wire.Limits;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ReportedUsage;
import dev.penstock.testkit.provider.Reported;
import dev.penstock.testkit.server.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChatReplyTest {
  @Test
  void readsToolCallsAndUsage() throws Exception {
    ProviderReply reply = read(Dialect.OPENAI, "openai-tools");
    assertThat(reply.text()).isEmpty();
    assertThat(reply.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(reply.toolCalls())
        .containsExactly(
            new ToolCall("call_abc123", "order_status", "{\n\"order\": \"17\"\n}"),
            new ToolCall("call_abc124", "order_status", "{\"order\": \"18\"}"));
    assertThat(Reported.counts(reply.usage()).usage())
        .isEqualTo(new Usage(29, 1024, 0, 64, 46, 12, false));
    assertThat(Reported.counts(reply.usage()).raw()).containsEntry("total_tokens", 1163);
    assertThat(reply.model()).isEqualTo("gpt-4.1-2025-04-14");
    assertThat(reply.responseId()).isEqualTo("chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT");
    assertThat(reply.extra())
        .containsEntry("service_tier", "default")
        .containsEntry("system_fingerprint", "fp_fc9f1d7035")
        .containsEntry("message", Map.of("annotations", List.of()));
  }

  @Test
  void takesARefusalForFiltered() throws Exception {
    ProviderReply reply = read(Dialect.OPENAI, "openai-refusal");
    assertThat(reply.text()).isEqualTo("I'm sorry, I cannot assist with that request.");
    assertThat(reply.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
  }

  @Test
  void readsDeepSeeksCacheAndKeepsItsReasoning() throws Exception {
    ProviderReply reply = read(Dialect.DEEPSEEK, "deepseek-reasoning");
    assertThat(Reported.counts(reply.usage()).usage())
        .isEqualTo(new Usage(48, 64, 0, 0, 45, 35, false));
    assertThat(reply.extra())
        .containsEntry("message", Map.of("reasoning_content", "The user greets. I greet back."));
  }

  @Test
  void readsAContentOfParts() throws Exception {
    ProviderReply reply = read(Dialect.MISTRAL, "mistral-parts");
    assertThat(reply.text()).isEqualTo("Forty-two.");
    assertThat(reply.finishReason()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void countsReasoningThatIsToldBesideTheCompletion() throws Exception {
    ProviderReply reply = read(Dialect.GENERIC, "gateway-reasoning-beside");
    assertThat(Reported.counts(reply.usage()).usage())
        .isEqualTo(new Usage(10, 0, 0, 0, 22, 20, false));
    assertThat(reply.extra()).containsEntry("choice", Map.of("native_finish_reason", "STOP"));
  }

  @Test
  void keepsAUsageThatIsNone() throws Exception {
    ProviderReply reply =
        Fixtures.replyOf(
            Dialect.OPENAI,
            Reply.json(
                """
                {"choices":[{"message":{"content":"x"},"finish_reason":"stop"}],
                 "usage":{"prompt_tokens":-5,"completion_tokens":1}}
                """));
    assertThat(reply.usage()).isInstanceOf(ReportedUsage.Nonsense.class);
    assertThat(reply.extra())
        .containsEntry("usage", Map.of("prompt_tokens", -5, "completion_tokens", 1));
  }

  @Test
  void takesArgumentsThatAreAnObject() throws Exception {
    ProviderReply reply =
        Fixtures.replyOf(
            Dialect.OLLAMA,
            Reply.json(
                """
                {"choices":[{"message":{"content":"","tool_calls":[
                  {"function":{"name":"look","arguments":{"at":[1,"two"]}}}]},
                  "finish_reason":"stop"}]}
                """));
    assertThat(reply.toolCalls())
        .containsExactly(new ToolCall("call_0", "look", "{\"at\":[1,\"two\"]}"));
    assertThat(reply.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
  }

  @Test
  void readsTheFirstOfSeveralChoices() throws Exception {
    ProviderReply reply =
        Fixtures.replyOf(
            Dialect.OPENAI,
            Reply.json(
                """
                {"choices":[{"message":{"content":"first"},"finish_reason":"stop"},
                 {"message":{"content":"second"},"finish_reason":"length"}]}
                """));
    assertThat(reply.text()).isEqualTo("first");
    assertThat(reply.finishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void refusesAnAnswerThatIsTooLarge() {
    Reply huge =
        Reply.json(
            "{\"choices\":[{\"message\":{\"content\":\"" + "x".repeat(Limits.BODY) + "\"}}]}");
    assertThat(Fixtures.failureOf(() -> Fixtures.replyOf(Dialect.OPENAI, huge)).kind())
        .isEqualTo(FailureKind.TOO_LARGE);
  }

  @Test
  void refusesHeadersThatAreTooLarge() {
    Reply.Body reply = Reply.json("{}");
    for (int i = 0; i < 20; i++) {
      reply = reply.header("X-" + i, "x".repeat(5_000));
    }
    Reply.Body many = reply;
    assertThat(Fixtures.failureOf(() -> Fixtures.replyOf(Dialect.OPENAI, many)).kind())
        .isEqualTo(FailureKind.TOO_LARGE);
    Reply one = Reply.json("{}").header("X-Long", "x".repeat(100_000));
    assertThat(Fixtures.failureOf(() -> Fixtures.replyOf(Dialect.OPENAI, one)).kind())
        .isEqualTo(FailureKind.TOO_LARGE);
  }

  private static ProviderReply read(Dialect dialect, String fixture) throws Exception {
    return Fixtures.replyOf(dialect, Reply.json(Fixtures.resource("replies/" + fixture + ".json")));
  }
}
