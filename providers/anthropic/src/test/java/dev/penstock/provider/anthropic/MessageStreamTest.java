package dev.penstock.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.money.Usage;
import dev.penstock.provider.wire.Limits;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ReportedUsage;
import dev.penstock.spi.StreamEvent;
import dev.penstock.spi.StreamEvent.End;
import dev.penstock.spi.StreamEvent.TextDelta;
import dev.penstock.spi.StreamEvent.ToolCallDelta;
import dev.penstock.testkit.provider.Reported;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MessageStreamTest {
  private static final String START =
      event(
          "message_start",
          "\"message\":{\"id\":\"msg_1\",\"model\":\"m\","
              + "\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}");
  private static final String THINKING =
      event(
          "content_block_start",
          "\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\"}");
  private static final String TEXT =
      event("content_block_start", "\"index\":1,\"content_block\":{\"type\":\"text\"}");
  private static final String HELLO =
      event(
          "content_block_delta",
          "\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hello\"}");
  private static final String END_TURN =
      event(
          "message_delta",
          "\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":3}");
  private static final String STOP = event("message_stop", "\"x\":0");
  private static final String OVERLOADED =
      event("error", "\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}");

  @Test
  void readsThinkingTextAndTools() throws Exception {
    List<StreamEvent> events = Fixtures.eventsOf(Fixtures.resource("streams/thinking-tools.sse"));
    assertThat(events.subList(0, 7))
        .containsExactly(
            new TextDelta("Gr\u00fc\u00dfe"),
            new TextDelta(" \ud83d\ude80"),
            new ToolCallDelta(0, "toolu_1", "order_status", ""),
            new ToolCallDelta(0, null, null, "{\"order\":"),
            new ToolCallDelta(0, null, null, "\"17\"}"),
            new ToolCallDelta(1, "toolu_2", "now", ""),
            new ToolCallDelta(1, null, null, "{}"));
    End end = (End) events.get(7);
    assertThat(end.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(end.model()).isEqualTo("claude-sonnet-4-5-20250929");
    assertThat(end.responseId()).isEqualTo("msg_03");
    assertThat(end.extra())
        .isEqualTo(
            Map.of(
                "message",
                Map.of(
                    "thinking_blocks",
                    List.of(
                        Map.of(
                            "type",
                            "thinking",
                            "thinking",
                            "The order is 17.",
                            "signature",
                            "EqQB")))));
    assertThat(events).hasSize(8);
  }

  @Test
  void laterCountsTakeThePlaceOfEarlierOnes() throws Exception {
    List<StreamEvent> events = Fixtures.eventsOf(Fixtures.resource("streams/thinking-tools.sse"));
    assertThat(Reported.counts(((End) events.getLast()).usage()).usage())
        .isEqualTo(new Usage(40, 100, 10, 20, 60, 25, false));
  }

  @Test
  void neverPricesTheCountOfTheBegin() throws Exception {
    String end = event("message_delta", "\"delta\":{\"stop_reason\":\"end_turn\"}");
    End last = (End) Fixtures.eventsOf(START + TEXT + HELLO + end + STOP).getLast();
    assertThat(last.usage()).isInstanceOf(ReportedUsage.Nonsense.class);
    assertThat(last.extra()).containsEntry("usage", Map.of("input_tokens", 9));
  }

  @Test
  void refusesAStreamWithoutMessageStop() {
    ProviderFailure failure = failure(START + TEXT + HELLO + END_TURN);
    assertThat(failure.kind()).isEqualTo(FailureKind.TRUNCATED);
    assertThat(failure.phase()).isEqualTo(Phase.ANSWERING);
  }

  @Test
  void refusesAStreamOfNothing() {
    ProviderFailure failure = failure(START);
    assertThat(failure.kind()).isEqualTo(FailureKind.TRUNCATED);
    assertThat(failure.phase()).isEqualTo(Phase.MAY_HAVE_RUN);
  }

  @Test
  void readsNothingAfterMessageStop() throws Exception {
    assertThat(Fixtures.eventsOf(START + TEXT + HELLO + END_TURN + STOP + HELLO + OVERLOADED))
        .hasSize(2);
  }

  @Test
  void classifiesAnErrorBeforeTheFirstBlock() {
    ProviderFailure failure = failure(START + OVERLOADED);
    assertThat(failure.kind()).isEqualTo(FailureKind.OVERLOADED);
    assertThat(failure.phase()).isEqualTo(Phase.MAY_HAVE_RUN);
    assertThat(failure.message()).doesNotContain("busy");
  }

  @Test
  void classifiesAnErrorAmidTheAnswer() {
    assertThat(failure(START + TEXT + HELLO + OVERLOADED).phase()).isEqualTo(Phase.ANSWERING);
  }

  @Test
  void countsThinkingAsABegunAnswer() {
    assertThat(failure(START + THINKING + OVERLOADED).phase()).isEqualTo(Phase.ANSWERING);
  }

  @Test
  void refusesAnEventThatIsNoJson() {
    assertThat(failure(START + "event: message_stop\ndata: {\"type\":[}\n\n").kind())
        .isEqualTo(FailureKind.MALFORMED);
  }

  @Test
  void refusesALineWithoutEnd() {
    assertThat(failure("data: " + "x".repeat(2 * Limits.EVENT)).kind())
        .isEqualTo(FailureKind.TOO_LARGE);
  }

  private static ProviderFailure failure(String stream) {
    return Fixtures.failureOf(() -> Fixtures.eventsOf(stream));
  }

  private static String event(String type, String fields) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + fields + "}\n\n";
  }
}
