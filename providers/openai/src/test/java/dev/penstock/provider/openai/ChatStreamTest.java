package dev.penstock.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.money.Usage;
import dev.penstock.provider.wire.Limits;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ProviderStream;
import dev.penstock.spi.StreamEvent;
import dev.penstock.spi.StreamEvent.End;
import dev.penstock.spi.StreamEvent.TextDelta;
import dev.penstock.spi.StreamEvent.ToolCallDelta;
import dev.penstock.testkit.provider.Reported;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChatStreamTest {
  private static final String HELLO = chunk("{\"content\":\"Hello\"}", "null");
  private static final String STOP = chunk("{}", "\"stop\"");
  private static final String DONE = "data: [DONE]\n\n";

  @Test
  void readsTextThenUsage() throws Exception {
    List<StreamEvent> events = Fixtures.eventsOf(stream("openai-text"));
    assertThat(events.subList(0, 2))
        .containsExactly(new TextDelta("Gr\u00fc\u00dfe"), new TextDelta(" \ud83d\ude80 \u6570"));
    End end = (End) events.get(2);
    assertThat(end.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(Reported.counts(end.usage()).usage())
        .isEqualTo(new Usage(16, 3, 0, 0, 10, 0, false));
    assertThat(end.responseId()).isEqualTo("chatcmpl-1");
    assertThat(end.extra()).containsEntry("system_fingerprint", "fp_44709d6fcb");
    assertThat(events).hasSize(3);
  }

  @Test
  void readsToolCalls() throws Exception {
    List<StreamEvent> events = Fixtures.eventsOf(stream("openai-tools"));
    assertThat(events.subList(0, 4))
        .containsExactly(
            new ToolCallDelta(0, "call_a", "order_status", ""),
            new ToolCallDelta(0, null, null, "{\"order\":"),
            new ToolCallDelta(0, null, null, "\"17\"}"),
            new ToolCallDelta(1, "call_b", "refund", "{}"));
    assertThat(events.get(4))
        .isEqualTo(
            new End(
                FinishReason.TOOL_CALLS,
                null,
                "gpt-4.1",
                "chatcmpl-2",
                Map.of("created", 1741569952)));
  }

  @Test
  void keepsReasoningApartFromTheText() throws Exception {
    List<StreamEvent> events = Fixtures.eventsOf(stream("deepseek-reasoning"));
    assertThat(events).first().isEqualTo(new TextDelta("Hello!"));
    End end = (End) events.get(1);
    assertThat(end.extra())
        .containsEntry("message", Map.of("reasoning_content", "The user greets."));
    assertThat(Reported.counts(end.usage()).usage()).isEqualTo(new Usage(17, 0, 0, 0, 9, 5, false));
  }

  @Test
  void acceptsAnEndWithoutDoneAfterAFinishReason() throws Exception {
    assertThat(Fixtures.eventsOf(Reply.eventStream(HELLO + STOP))).hasSize(2);
  }

  @Test
  void refusesDoneWithoutAFinishReason() {
    ProviderFailure failure = failure(HELLO + DONE);
    assertThat(failure.kind()).isEqualTo(FailureKind.TRUNCATED);
    assertThat(failure.phase()).isEqualTo(Phase.ANSWERING);
  }

  @Test
  void refusesAStreamOfNothing() {
    ProviderFailure failure = failure(": keep-alive\n\n");
    assertThat(failure.kind()).isEqualTo(FailureKind.TRUNCATED);
    assertThat(failure.phase()).isEqualTo(Phase.MAY_HAVE_RUN);
  }

  @Test
  void dropsContentAfterTheEnd() throws Exception {
    List<StreamEvent> events = Fixtures.eventsOf(Reply.eventStream(HELLO + STOP + HELLO + DONE));
    assertThat(events).hasSize(2);
  }

  @Test
  void classifiesAnErrorBeforeTheFirstText() {
    ProviderFailure failure =
        failure("data: {\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}\n\n");
    assertThat(failure.kind()).isEqualTo(FailureKind.OVERLOADED);
    assertThat(failure.phase()).isEqualTo(Phase.MAY_HAVE_RUN);
  }

  @Test
  void classifiesAnErrorAfterTheFirstText() {
    ProviderFailure failure =
        failure(HELLO + "data: {\"error\":{\"code\":\"rate_limit_exceeded\"}}\n\n");
    assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(failure.phase()).isEqualTo(Phase.ANSWERING);
  }

  @Test
  void classifiesAnEventNamedError() {
    ProviderFailure failure =
        failure("event: error\ndata: {\"code\":503,\"message\":\"busy\"}\n\n");
    assertThat(failure.kind()).isEqualTo(FailureKind.OVERLOADED);
  }

  @Test
  void refusesAnEventThatIsNoJson() {
    assertThat(failure(HELLO + "data: {\"choices\":[{]\n\n").kind())
        .isEqualTo(FailureKind.MALFORMED);
  }

  @Test
  void refusesALineWithoutEnd() {
    assertThat(failure("data: " + "x".repeat(2 * Limits.EVENT)).kind())
        .isEqualTo(FailureKind.TOO_LARGE);
  }

  @Test
  void takesARefusalForFiltered() throws Exception {
    List<StreamEvent> events =
        Fixtures.eventsOf(
            Reply.eventStream(chunk("{\"refusal\":\"I cannot.\"}", "null") + STOP + DONE));
    assertThat(events).first().isEqualTo(new TextDelta("I cannot."));
    assertThat(((End) events.get(1)).finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
  }

  @Test
  void takesAWholeAnswerInPlaceOfAStream() throws Exception {
    List<StreamEvent> events =
        Fixtures.eventsOf(
            Reply.json(
                "{\"choices\":[{\"message\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}"));
    assertThat(events).first().isEqualTo(new TextDelta("x"));
    assertThat(events).hasSize(2);
  }

  @Test
  void deliversTheEndOfAStreamThatStaysOpen() throws Exception {
    String text = HELLO + STOP + DONE;
    Reply open = Reply.eventStream(text).stallAfter(text.length());
    assertThat(Fixtures.eventsOf(open)).hasSize(2);
  }

  @Test
  void usesTheConnectionAgain() throws Exception {
    try (ScriptedServer server = ScriptedServer.openAi(exchange -> Reply.text("Hello there"));
        OpenAiProvider provider = Fixtures.connect(Dialect.OPENAI, server.baseUrl())) {
      for (int i = 0; i < 3; i++) {
        try (ProviderStream stream = provider.stream(Fixtures.call())) {
          Fixtures.drain(stream);
        }
      }
      assertThat(server.connectionsOpened()).isEqualTo(1);
    }
  }

  private static ProviderFailure failure(String text) {
    return Fixtures.failureOf(() -> Fixtures.eventsOf(Reply.eventStream(text)));
  }

  private static Reply stream(String fixture) {
    return Reply.eventStream(Fixtures.resource("streams/" + fixture + ".sse"));
  }

  private static String chunk(String delta, String finish) {
    return "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + finish
        + "}]}\n\n";
  }
}
