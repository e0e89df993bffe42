package dev.penstock.system;

import static dev.penstock.api.explain.Availability.State.CLOSED;
import static dev.penstock.api.explain.Availability.State.LIMITED;
import static dev.penstock.api.explain.Availability.State.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.penstock.api.EngineEvent;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.explain.Availability;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.testkit.server.Reply;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows U16 to U19 and U26: errors under status 200, and reports of usage that are odd. */
class ReportRowsTest {
  private static final Usage TOLD = Usage.of(5, 2);
  private static final Reply.Answer ANSWER = Reply.deltas("one ", "two").usage(TOLD);

  static Stream<Arguments> events() {
    return Stream.of(
        arguments(Wire.ANTHROPIC, 2, "overloaded_error", "overloaded", false, CLOSED),
        arguments(Wire.ANTHROPIC, 2, "api_error", "server-error", false, CLOSED),
        arguments(Wire.ANTHROPIC, 2, "rate_limit_error", "rate-limited", true, LIMITED),
        arguments(Wire.ANTHROPIC, 2, "billing_error", "quota-exhausted", true, OPEN),
        arguments(Wire.OPENAI, 1, "overloaded_error", "overloaded", false, CLOSED),
        arguments(Wire.OPENAI, 1, "rate_limit_error", "rate-limited", true, LIMITED),
        arguments(Wire.OPENAI, 1, "insufficient_quota", "quota-exhausted", true, OPEN),
        arguments(
            Wire.OPENAI, 1, "context_length_exceeded", "context-length-exceeded", true, CLOSED));
  }

  @ParameterizedTest
  @DisplayName("U16 an error event before a token: a peer is asked, all else as its class")
  @MethodSource("events")
  void asksAPeerAfterAnErrorEvent(
      Wire wire, int after, String type, String why, boolean free, Availability.State state) {
    Reply reply = ANSWER.failAfter(after, Reply.failure(500, null).type(type));
    try (Desk desk = Desk.of(wire, reply).open()) {
      Seen seen = desk.ask(Mode.STREAMED).answered("large", Desk.HELLO).asked("small", "large");
      if (free) {
        seen.voided(1, why);
      } else {
        seen.estimated(1, why);
        desk.paysTheBills();
      }
      desk.calls(1, 1).is(state);
    }
  }

  @ParameterizedTest
  @DisplayName("U16 an error event after a token: an error, no peer, what came is posted")
  @EnumSource
  void endsAStreamAfterAnErrorEvent(Wire wire) {
    int after = wire == Wire.OPENAI ? 2 : wire == Wire.ANTHROPIC ? 4 : 1;
    Reply reply = ANSWER.failAfter(after, Reply.failure(429, null).type("rate_limit_error"));
    try (Desk desk = Desk.of(wire, reply).open()) {
      Seen seen = desk.ask(Mode.STREAMED).failed(ErrorCode.PROVIDERS_FAILED, "one ");
      seen.asked("small").estimated(1, "rate-limited");
      assertThat(seen.attempt(1).usage().output()).isPositive();
      desk.calls(1, 0).is(LIMITED).paysTheBills();
    }
  }

  static Stream<Arguments> inside() {
    return Stream.of(Mode.values())
        .flatMap(
            mode ->
                Stream.of(
                    arguments(mode, "overloaded_error", "overloaded", CLOSED),
                    arguments(mode, "rate_limit_error", "rate-limited", LIMITED),
                    arguments(mode, "insufficient_quota", "quota-exhausted", OPEN)));
  }

  @ParameterizedTest
  @DisplayName("U17 an error in place of an answer, under status 200: as its class, nothing posted")
  @MethodSource("inside")
  void asksAPeerAfterAnErrorUnder200(Mode mode, String type, String why, Availability.State state) {
    Reply reply = Reply.json("{\"error\":{\"message\":\"no\",\"type\":\"" + type + "\"}}");
    try (Desk desk = Desk.of(Wire.OPENAI, reply).open()) {
      desk.ask(mode).answered("large", Desk.HELLO).voided(1, why).exact(2, Desk.USED);
      desk.calls(1, 1).is(state);
    }
  }

  @ParameterizedTest
  @DisplayName("U18 no usage: the answer is delivered, an estimate is posted")
  @MethodSource("dev.penstock.system.Case#all")
  void estimatesAnAnswerWithoutUsage(Case row) {
    try (Desk desk = Desk.of(row.wire(), ANSWER.withoutUsage()).open()) {
      Seen seen = desk.ask(row.mode(), 6).answered("small", "one two");
      assertThat(seen.attempt(1).usage().estimated()).isTrue();
      assertThat(seen.attempt(1).usage().output()).isPositive();
      assertThat(desk.engine().report().estimatedCost()).isEqualTo(desk.engine().report().cost());
      assertThat(desk.events().of(EngineEvent.UsageMissing.class))
          .hasSize(6)
          .containsOnly(new EngineEvent.UsageMissing("first", "small"));
      desk.calls(6, 0).is(CLOSED).paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U18 OpenAI is asked for the usage of a stream")
  @EnumSource(value = Mode.class, names = "STREAMED")
  void asksForTheUsageOfAStream(Mode mode) {
    try (Desk desk = Desk.of(Wire.OPENAI, ANSWER).open()) {
      desk.ask(mode).exact(1, TOLD);
      assertThat(desk.firstServer().exchanges().getFirst().json().toString())
          .contains("include_usage=true");
    }
  }

  @Test
  @DisplayName("U19 OpenAI: content after the end, a second end and a second usage")
  void takesTheFirstEndOfAnOpenAiStream() {
    String more =
        """
        data: {"choices":[{"index":0,"delta":{"content":" three"},"finish_reason":null}]}

        data: {"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}

        """;
    String late =
        """
        data: {"choices":[{"index":0,"delta":{"content":" four"},"finish_reason":null}]}

        data: {"choices":[],"usage":{"prompt_tokens":900,"completion_tokens":900,"total_tokens":1800}}

        """;
    try (Desk desk = Desk.of(Wire.OPENAI, ANSWER.insertAfter(4, more).append(late)).open()) {
      Seen seen = desk.ask(Mode.STREAMED).answered("small", "one two").exact(1, TOLD);
      assertThat(seen.answer().finishReason()).hasToString("STOP");
      assertThat(desk.attempts()).hasSize(1);
      desk.calls(1, 0).paysTheBills();
    }
  }

  @Test
  @DisplayName("U19 OpenAI: of two usages before the end the last holds, and is posted once")
  void takesTheLastUsageBeforeTheEnd() {
    String early =
        """
        data: {"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":1,"total_tokens":6}}

        """;
    try (Desk desk = Desk.of(Wire.OPENAI, ANSWER.insertAfter(4, early)).open()) {
      desk.ask(Mode.STREAMED).answered("small", "one two").exact(1, TOLD);
      assertThat(desk.engine().report().usage()).isEqualTo(TOLD);
    }
  }

  @Test
  @DisplayName("U19 Anthropic: events after the end are not read")
  void takesTheFirstEndOfAnAnthropicStream() {
    String late =
        """
        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" three"}}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"max_tokens"},"usage":{"output_tokens":900}}

        event: message_stop
        data: {"type":"message_stop"}

        """;
    try (Desk desk = Desk.of(Wire.ANTHROPIC, ANSWER.append(late)).open()) {
      Seen seen = desk.ask(Mode.STREAMED).answered("small", "one two").exact(1, TOLD);
      assertThat(seen.answer().finishReason()).hasToString("STOP");
    }
  }

  @Test
  @DisplayName("U19 Gemini: content after the end and a second end")
  void takesTheFirstEndOfAGeminiStream() {
    String late =
        """
        data: {"candidates":[{"content":{"parts":[{"text":" three"}]},"finishReason":"MAX_TOKENS"}]}

        """;
    try (Desk desk = Desk.of(Wire.GEMINI, ANSWER.append(late)).open()) {
      Seen seen = desk.ask(Mode.STREAMED).answered("small", "one two").exact(1, TOLD);
      assertThat(seen.answer().finishReason()).hasToString("STOP");
    }
  }

  static Stream<Arguments> nonsense() {
    return Stream.of("-5", "\"12\"", "null", "1.5", "20000", "9007199254740993")
        .flatMap(count -> Stream.of(Mode.values()).map(mode -> arguments(count, mode)));
  }

  private static Reply reporting(String count, Mode mode) {
    String usage = "\"usage\":{\"prompt_tokens\":" + count + ",\"completion_tokens\":2}";
    return switch (mode) {
      case WHOLE ->
          Reply.json(
              "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"one"
                  + " two\"},\"finish_reason\":\"stop\"}],"
                  + usage
                  + "}");
      case STREAMED ->
          Reply.eventStream(
              "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"one two\"},"
                  + "\"finish_reason\":\"stop\"}]}\n\ndata: {\"choices\":[],"
                  + usage
                  + "}\n\ndata: [DONE]\n\n");
    };
  }

  @ParameterizedTest
  @DisplayName("U26 a usage that is none: delivered, estimated, five in a row open the breaker")
  @MethodSource("nonsense")
  void refusesAUsageThatIsNone(String count, Mode mode) {
    try (Desk desk = Desk.of(Wire.OPENAI, reporting(count, mode)).open()) {
      Seen seen = desk.ask(mode, 4).answered("small", "one two");
      assertThat(seen.attempt(1).usage().estimated()).isTrue();
      assertThat(seen.attempt(1).usage().input()).isBetween(1L, 100L);
      assertThat(seen.attempt(1).cost()).isGreaterThan(Usd.ZERO);
      desk.is(CLOSED).ask(mode).answered("small", "one two");
      desk.is(OPEN).ask(mode).asked("large");
      desk.calls(5, 1);
      assertThat(desk.events().of(EngineEvent.PluginTrouble.class)).hasSize(5);
    }
  }

  @ParameterizedTest
  @DisplayName("U26 zero is zero")
  @MethodSource("dev.penstock.system.Case#all")
  void takesZeroForZero(Case row) {
    try (Desk desk = Desk.of(row.wire(), ANSWER.usage(Usage.NONE)).open()) {
      desk.ask(row.mode(), 6).answered("small", "one two").exact(1, Usage.NONE);
      desk.is(CLOSED).calls(6, 0);
    }
  }
}
