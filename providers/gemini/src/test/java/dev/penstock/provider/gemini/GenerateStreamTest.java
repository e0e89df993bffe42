package dev.penstock.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.money.Usage;
import dev.penstock.provider.wire.Limits;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.StreamEvent;
import dev.penstock.spi.StreamEvent.End;
import dev.penstock.spi.StreamEvent.TextDelta;
import dev.penstock.spi.StreamEvent.ToolCallDelta;
import dev.penstock.testkit.provider.Reported;
import dev.penstock.testkit.server.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GenerateStreamTest {
  private static final String THOUGHT = part("{\"text\":\"Hm.\",\"thought\":true}");
  private static final String HELLO = part("{\"text\":\"Hello\"}");
  private static final String STOP =
      event("\"candidates\":[{\"finishReason\":\"STOP\"}],\"usageMetadata\":" + usage(9, 3));
  private static final String OVERLOADED =
      event("\"error\":{\"code\":503,\"message\":\"busy\",\"status\":\"UNAVAILABLE\"}");
  private static final String BLOCKED = event("\"promptFeedback\":{\"blockReason\":\"SAFETY\"}");

  @Test
  void readsThoughtsTextAndTools() throws Exception {
    List<StreamEvent> events = Fixtures.eventsOf(Fixtures.resource("streams/thinking-tools.sse"));
    assertThat(events.subList(0, 4))
        .containsExactly(
            new TextDelta("Gr\u00fc\u00dfe"),
            new TextDelta(" \ud83d\ude80"),
            new ToolCallDelta(0, "call_0", "order_status", "{\"order\":\"17\"}"),
            new ToolCallDelta(1, "fc_2", "now", "{}"));
    End end = (End) events.get(4);
    assertThat(end.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(end.model()).isEqualTo("gemini-2.5-flash");
    assertThat(end.responseId()).isEqualTo("resp_03");
    assertThat(Reported.counts(end.usage()).usage())
        .isEqualTo(new Usage(28, 100, 0, 0, 60, 25, false));
    assertThat(end.extra())
        .isEqualTo(
            Map.of(
                "message",
                Map.of(
                    "thoughts",
                    "The order is 17.",
                    "thought_signatures",
                    List.of(
                        Map.of("call", "call_0", "signature", "CsQB"),
                        Map.of("signature", "Em8="))),
                "candidate",
                Map.of("citationMetadata", Map.of("citationSources", List.of()))));
    assertThat(events).hasSize(5);
  }

  @Test
  void takesTheLastUsageAlsoBehindTheFinishReason() throws Exception {
    End end =
        (End) Fixtures.eventsOf(HELLO + STOP + event("\"usageMetadata\":" + usage(9, 4))).getLast();
    assertThat(Reported.counts(end.usage()).usage()).isEqualTo(Usage.of(9, 4));
  }

  @Test
  void dropsWhatComesBehindTheFinishReason() throws Exception {
    assertThat(Fixtures.eventsOf(HELLO + STOP + HELLO)).hasSize(2);
  }

  @Test
  void refusesAStreamWithoutFinishReason() {
    ProviderFailure failure = failure(HELLO);
    assertThat(failure.kind()).isEqualTo(FailureKind.TRUNCATED);
    assertThat(failure.phase()).isEqualTo(Phase.ANSWERING);
  }

  @Test
  void refusesAStreamOfNothing() {
    ProviderFailure failure = failure(event("\"usageMetadata\":{}"));
    assertThat(failure.kind()).isEqualTo(FailureKind.TRUNCATED);
    assertThat(failure.phase()).isEqualTo(Phase.MAY_HAVE_RUN);
  }

  @Test
  void classifiesAnErrorBeforeTheFirstPart() {
    ProviderFailure failure = failure(OVERLOADED);
    assertThat(failure.kind()).isEqualTo(FailureKind.OVERLOADED);
    assertThat(failure.phase()).isEqualTo(Phase.MAY_HAVE_RUN);
    assertThat(failure.message()).doesNotContain("busy");
  }

  @Test
  void classifiesAnErrorAmidTheAnswer() {
    assertThat(failure(HELLO + OVERLOADED).phase()).isEqualTo(Phase.ANSWERING);
  }

  @Test
  void tellsALimitPerDayAlsoInsideAStream() {
    String details = Fixtures.resource("replies/quota-per-day.json").replaceAll("\\s*\n\\s*", "");
    assertThat(failure("data: " + details + "\n\n").kind()).isEqualTo(FailureKind.QUOTA_EXHAUSTED);
  }

  @Test
  void countsAThoughtAsABegunAnswer() {
    assertThat(failure(THOUGHT + OVERLOADED).phase()).isEqualTo(Phase.ANSWERING);
  }

  @Test
  void takesABlockedPromptForAFilter() {
    assertThat(failure(BLOCKED).kind()).isEqualTo(FailureKind.CONTENT_FILTERED);
    assertThat(failure(BLOCKED).phase()).isEqualTo(Phase.MAY_HAVE_RUN);
    assertThat(failure(HELLO + BLOCKED).phase()).isEqualTo(Phase.ANSWERING);
  }

  @Test
  void endsWithTheReasonOfAFilter() throws Exception {
    String safety = event("\"candidates\":[{\"finishReason\":\"SAFETY\"}]");
    assertThat(((End) Fixtures.eventsOf(HELLO + safety).getLast()).finishReason())
        .isEqualTo(FinishReason.CONTENT_FILTER);
  }

  @Test
  void readsAWholeAnswerInPlaceOfAStream() throws Exception {
    List<StreamEvent> events =
        Fixtures.eventsOf(Reply.json(Fixtures.resource("replies/thinking-tools.json")));
    assertThat(events).hasSize(4).first().isEqualTo(new TextDelta("I look it up."));
  }

  @Test
  void refusesAnEventThatIsNoJson() {
    assertThat(failure("data: {\"candidates\":[}\n\n").kind()).isEqualTo(FailureKind.MALFORMED);
  }

  @Test
  void refusesALineWithoutEnd() {
    assertThat(failure("data: " + "x".repeat(2 * Limits.EVENT)).kind())
        .isEqualTo(FailureKind.TOO_LARGE);
  }

  private static ProviderFailure failure(String stream) {
    return Fixtures.failureOf(() -> Fixtures.eventsOf(stream));
  }

  private static String part(String part) {
    return event("\"candidates\":[{\"content\":{\"parts\":[" + part + "]}}]");
  }

  private static String usage(int prompt, int candidates) {
    return "{\"promptTokenCount\":" + prompt + ",\"candidatesTokenCount\":" + candidates + "}";
  }

  private static String event(String fields) {
    return "data: {" + fields + "}\n\n";
  }
}
