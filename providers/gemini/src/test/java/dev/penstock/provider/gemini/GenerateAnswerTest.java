package dev.penstock.provider.gemini;

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
import dev.penstock.testkit.server.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GenerateAnswerTest {
  @Test
  void readsTextToolsAndThoughts() throws Exception {
    ProviderReply reply = Fixtures.replyOf(Fixtures.resource("replies/thinking-tools.json"));
    assertThat(reply.text()).isEqualTo("I look it up.");
    assertThat(reply.toolCalls())
        .containsExactly(
            new ToolCall(
                "call_0", "order_status", "{\"order\":\"17\",\"note\":null,\"exact\":1.50}"),
            new ToolCall("fc_2", "now", "{}"));
    assertThat(reply.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(reply.model()).isEqualTo("gemini-2.5-flash");
    assertThat(reply.responseId()).isEqualTo("resp_01");
    assertThat(Reported.counts(reply.usage()).usage())
        .isEqualTo(new Usage(28, 100, 0, 0, 60, 25, false));
    assertThat(Reported.counts(reply.usage()).raw()).containsEntry("trafficType", "ON_DEMAND");
    assertThat(reply.extra())
        .containsEntry("modelStatus", Map.of("modelStage", "STABLE"))
        .containsEntry(
            "message",
            Map.of(
                "thoughts",
                "The order is 17.",
                "thought_signatures",
                List.of(Map.of("call", "call_0", "signature", "CsQB"))))
        .containsEntry(
            "parts",
            List.of(Map.of("executableCode", Map.of("language", "PYTHON", "code", "print(17)"))))
        .containsKey("candidate");
  }

  @Test
  void takesABlockedPromptForAFilterThatMayHaveCostTheInput() {
    ProviderFailure failure =
        Fixtures.failureOf(() -> Fixtures.replyOf(Fixtures.resource("replies/blocked.json")));
    assertThat(failure.kind()).isEqualTo(FailureKind.CONTENT_FILTERED);
    assertThat(failure.phase()).isEqualTo(Phase.MAY_HAVE_RUN);
    assertThat(failure.code()).isEqualTo("PROHIBITED_CONTENT");
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, STOP",
    "MAX_TOKENS, LENGTH",
    "SAFETY, CONTENT_FILTER",
    "RECITATION, CONTENT_FILTER",
    "BLOCKLIST, CONTENT_FILTER",
    "PROHIBITED_CONTENT, CONTENT_FILTER",
    "SPII, CONTENT_FILTER",
    "IMAGE_SAFETY, CONTENT_FILTER",
    "IMAGE_RECITATION, CONTENT_FILTER",
    "LANGUAGE, OTHER",
    "OTHER, OTHER",
    "MALFORMED_FUNCTION_CALL, OTHER",
    "UNEXPECTED_TOOL_CALL, OTHER",
    "TOO_MANY_TOOL_CALLS, OTHER",
    "SOMETHING_NEW, OTHER",
  })
  void knowsWhyTheModelStopped(String word, FinishReason reason) throws Exception {
    String body = "{\"candidates\":[{\"finishReason\":\"" + word + "\"}]}";
    assertThat(Fixtures.replyOf(body).finishReason()).isEqualTo(reason);
  }

  @Test
  void readsTheFirstCandidateOnly() throws Exception {
    String candidate = "{\"content\":{\"parts\":[{\"text\":\"%s\"}]}}";
    ProviderReply reply =
        Fixtures.replyOf(
            "{\"candidates\":["
                + candidate.formatted("first")
                + ","
                + candidate.formatted("second")
                + "]}");
    assertThat(reply.text()).isEqualTo("first");
    assertThat(reply.finishReason()).isEqualTo(FinishReason.OTHER);
  }

  @Test
  void deliversAnAnswerWithoutUsage() throws Exception {
    ProviderReply reply =
        Fixtures.replyOf(
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"x\"}]}}],\"usageMetadata\":null}");
    assertThat(reply.text()).isEqualTo("x");
    assertThat(reply.usage()).isNull();
    assertThat(reply.extra()).isEmpty();
  }

  @Test
  void keepsAUsageThatIsNone() throws Exception {
    ProviderReply reply =
        Fixtures.replyOf("{\"candidates\":[{}],\"usageMetadata\":{\"promptTokenCount\":-5}}");
    assertThat(reply.usage()).isInstanceOf(ReportedUsage.Nonsense.class);
    assertThat(reply.extra()).containsEntry("usageMetadata", Map.of("promptTokenCount", -5));
  }

  @Test
  void keepsNoMorePartsThanAnAnswerMayHave() throws Exception {
    String part = "{\"inlineData\":\"" + "x".repeat(400_000) + "\"},";
    ProviderReply reply =
        Fixtures.replyOf(
            "{\"candidates\":[{\"content\":{\"parts\":["
                + part.repeat(5)
                + "{\"text\":\"So.\"}]}}]}",
            Fixtures.call(ChatRequest.of("Why?"), 32_000, Map.of()));
    assertThat(reply.text()).isEqualTo("So.");
    assertThat(reply.extra().get("parts")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(2);
  }

  @Test
  void passesOverWhatHasAnotherForm() throws Exception {
    ProviderReply reply =
        Fixtures.replyOf(
            """
            {"candidates":[{"index":"x","finishReason":7,"content":{"role":1,"parts":[
               7, {"text":9,"thought":{}}, {"functionCall":"x"}, {"functionCall":{"args":[1],"name":"f"}},
               {"functionCall":{"args":{}}}, {"text":"So."}]}}],
             "promptFeedback":[],"responseId":1}
            """);
    assertThat(reply.text()).isEqualTo("So.");
    assertThat(reply.toolCalls()).containsExactly(new ToolCall("call_0", "f", "{}"));
    assertThat(reply.responseId()).isNull();
  }

  @Test
  void tellsALimitPerMinuteAndWaitsAsLongAsItSays() {
    ProviderFailure failure = quota("replies/quota-per-minute.json");
    assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofMillis(46_500));
    assertThat(failure.message()).doesNotContain("tail");
  }

  @Test
  void tellsALimitPerDayForAQuotaThatIsUsedUp() {
    ProviderFailure failure = quota("replies/quota-per-day.json");
    assertThat(failure.kind()).isEqualTo(FailureKind.QUOTA_EXHAUSTED);
    assertThat(failure.phase()).isEqualTo(Phase.NOT_RUN);
    assertThat(failure.code()).isEqualTo("RESOURCE_EXHAUSTED");
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofMinutes(5));
  }

  private static ProviderFailure quota(String resource) {
    return Fixtures.failureOf(
        () -> Fixtures.replyOf(Reply.body(429, "application/json", Fixtures.resource(resource))));
  }
}
