package dev.penstock.system;

import static dev.penstock.api.explain.Availability.State.CLOSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.money.Usage;
import dev.penstock.testkit.server.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows U20 to U22, U31 and U32: what a provider does not want to answer, or not wholly. */
class AnswerRowsTest {
  private static final Usage TOLD = Usage.of(5, 2);
  private static final Reply.Answer ANSWER = Reply.deltas("one ", "two").usage(TOLD);
  private static final String CACHE = "cache: {plugin: memory}";
  private static final ChatRequest OF_A_TENANT =
      ChatRequest.ofTenant("shop-1", "Where is my order?");

  private static Reply filtered(Wire wire) {
    return switch (wire) {
      case OPENAI -> Reply.failure(400, "content_filter");
      case ANTHROPIC ->
          Reply.failure(400, null).message("Output blocked by content filtering policy");
      case GEMINI ->
          Reply.json("{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}").billed(Usage.of(5, 0));
    };
  }

  @ParameterizedTest
  @DisplayName("U20 a filtered request: the caller is told, nobody else is asked")
  @MethodSource("dev.penstock.system.Case#all")
  void tellsTheCallerOfAFilteredRequest(Case row) {
    try (Desk desk = Desk.of(row.wire(), filtered(row.wire())).open()) {
      Seen seen = desk.ask(row.mode(), 6).failed(ErrorCode.CONTENT_FILTERED).asked("small");
      if (row.wire() == Wire.GEMINI) {
        seen.estimated(1, "content-filtered");
      } else {
        seen.voided(1, "content-filtered");
      }
      desk.calls(6, 0).is(CLOSED).paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U20 a filtered request: a peer is asked if the policy says so")
  @EnumSource
  void asksAPeerAfterAFilterIfThePolicySaysSo(Mode mode) {
    try (Desk desk =
        Desk.of(Wire.OPENAI, filtered(Wire.OPENAI)).fallback("content-filter: next").open()) {
      desk.ask(mode).answered("large", Desk.HELLO).voided(1, "content-filtered");
      desk.calls(1, 1);
    }
  }

  @ParameterizedTest
  @DisplayName("U20 a filtered answer: delivered as such, posted as told, never cached")
  @MethodSource("dev.penstock.system.Case#all")
  void deliversAFilteredAnswerAndForgetsIt(Case row) {
    Reply reply = ANSWER.finish(FinishReason.CONTENT_FILTER);
    deliversAndForgets(row, reply, FinishReason.CONTENT_FILTER, "one two");
  }

  @ParameterizedTest
  @DisplayName("U32 a cut answer: delivered as such, posted as told, never cached")
  @MethodSource("dev.penstock.system.Case#all")
  void deliversACutAnswerAndForgetsIt(Case row) {
    deliversAndForgets(row, ANSWER.finish(FinishReason.LENGTH), FinishReason.LENGTH, "one two");
  }

  private static void deliversAndForgets(Case row, Reply reply, FinishReason reason, String text) {
    try (Desk desk = Desk.of(row.wire(), reply).more(CACHE).open()) {
      for (int i = 0; i < 6; i++) {
        Seen seen = desk.ask(row.mode(), OF_A_TENANT).answered("small", text);
        assertThat(seen.answer().finishReason()).isEqualTo(reason);
        seen.exact(1, TOLD);
      }
      desk.calls(6, 0).is(CLOSED).paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U20, U32 the cache does keep a whole answer")
  @EnumSource
  void keepsAWholeAnswer(Mode mode) {
    try (Desk desk = Desk.of(Wire.OPENAI, ANSWER).more(CACHE).open()) {
      desk.ask(mode, OF_A_TENANT);
      desk.ask(mode, OF_A_TENANT).answered("small", "one two");
      desk.calls(1, 0);
    }
  }

  private static Reply tooLong(Wire wire) {
    return switch (wire) {
      case OPENAI -> Reply.failure(400, "context_length_exceeded");
      case ANTHROPIC -> Reply.failure(400, null).message("prompt is too long: 210000 tokens");
      case GEMINI -> Reply.failure(413, null);
    };
  }

  @ParameterizedTest
  @DisplayName("U21 too long: one with a larger window is asked, under a hold of its own")
  @MethodSource("dev.penstock.system.Case#all")
  void asksOneWithALargerWindow(Case row) {
    try (Desk desk = Desk.of(row.wire(), tooLong(row.wire())).open()) {
      Seen seen = desk.ask(row.mode(), 6).answered("large", Desk.HELLO).asked("small", "large");
      seen.voided(1, "context-length-exceeded").exact(2, Desk.USED);
      desk.calls(6, 6).is(CLOSED).paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U21 too long and nobody has a larger window: it is the caller's to know")
  @MethodSource("dev.penstock.system.Case#all")
  void tellsTheCallerThatARequestIsTooLong(Case row) {
    try (Desk desk = Desk.of(row.wire(), tooLong(row.wire())).windowOfSecond("16k").open()) {
      Seen seen = desk.ask(row.mode(), 6).failed(ErrorCode.REFUSED_BY_PROVIDER).asked("small");
      assertThat(seen.voided(1, "context-length-exceeded").message())
          .contains("large: its window is not larger");
      desk.calls(6, 0).is(CLOSED);
    }
  }

  @ParameterizedTest
  @DisplayName("U22 a wrong request: the caller is told, nobody else is asked")
  @MethodSource("dev.penstock.system.Case#all")
  void tellsTheCallerOfAWrongRequest(Case row) {
    try (Desk desk = Desk.of(row.wire(), Reply.failure(400, null)).open()) {
      desk.ask(row.mode(), 6)
          .failed(ErrorCode.REFUSED_BY_PROVIDER)
          .asked("small")
          .voided(1, "bad-request");
      desk.calls(6, 0).is(CLOSED);
    }
  }

  @ParameterizedTest
  @DisplayName("U22 a parameter that only this one does not know: a peer is asked")
  @EnumSource
  void asksAPeerOfOneThatLacksAParameter(Mode mode) {
    Reply reply = Reply.failure(400, "unsupported_parameter");
    try (Desk desk = Desk.of(Wire.OPENAI, reply).open()) {
      desk.ask(mode, 6).answered("large", Desk.HELLO).voided(1, "unsupported");
      desk.calls(6, 6).is(CLOSED);
    }
  }

  private static Reply empty() {
    return Reply.text("", Usage.of(5, 0));
  }

  @ParameterizedTest
  @DisplayName("U31 an empty answer: delivered, posted as told")
  @MethodSource("dev.penstock.system.Case#all")
  void deliversAnEmptyAnswer(Case row) {
    try (Desk desk = Desk.of(row.wire(), empty()).open()) {
      desk.ask(row.mode(), 6).answered("small", "").exact(1, Usage.of(5, 0));
      desk.calls(6, 0).is(CLOSED).paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U31 an empty answer: a peer is asked once if the policy says so")
  @MethodSource("dev.penstock.system.Case#all")
  void asksAPeerAfterAnEmptyAnswerIfThePolicySaysSo(Case row) {
    try (Desk desk =
        Desk.of(row.wire(), empty()).fallback("empty-answer: next").second(empty()).open()) {
      Seen seen = desk.ask(row.mode(), 6).answered("large", "").asked("small", "large");
      assertThat(seen.attempt(1).usage()).isEqualTo(Usage.of(5, 0));
      desk.calls(6, 6).is(CLOSED).paysTheBills();
    }
  }
}
