package dev.penstock.system;

import static dev.penstock.api.explain.Availability.State.CLOSED;
import static dev.penstock.api.explain.Availability.State.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.money.Usage;
import dev.penstock.testkit.server.Reply;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows U13 to U15: an answer that stalls, breaks off or is garbled. */
class StreamRowsTest {
  private static final String GARBLED = "data: {\"type\": \"pi\n\n";
  private static final Reply.Answer ANSWER = Reply.deltas("one ", "two").usage(Usage.of(5, 2));

  /** How many events there are before the one with the first content. */
  private static int opening(Wire wire) {
    return switch (wire) {
      case OPENAI -> 1;
      case ANTHROPIC -> 3;
      case GEMINI -> 0;
    };
  }

  private static int afterFirstContent(Wire wire) {
    return opening(wire) + 1;
  }

  @ParameterizedTest
  @DisplayName("U13 stalls before a token: a peer is asked, the input is posted, it counts")
  @EnumSource(
      value = Wire.class,
      names = {"OPENAI", "ANTHROPIC"})
  void asksAPeerOfAStreamThatStallsBeforeContent(Wire wire) {
    CountDownLatch never = new CountDownLatch(1);
    Reply reply = ANSWER.heldAfter(opening(wire), never);
    try (Desk desk = Desk.of(wire, reply).deadlines("idle: 400ms").open()) {
      int times = wire.timesToWait();
      desk.ask(Mode.STREAMED, times).answered("large", Desk.HELLO).estimated(1, "timeout");
      desk.calls(times, times).isAfter(times).paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U13 stalls after a token: an error, no peer, what came is posted, it counts")
  @EnumSource(Wire.class)
  void endsAStreamThatStallsWithAnError(Wire wire) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Reply reply = ANSWER.heldAfter(afterFirstContent(wire), never);
    try (Desk desk = Desk.of(wire, reply).deadlines("idle: 400ms").open()) {
      int times = wire.timesToWait();
      Seen seen = desk.ask(Mode.STREAMED, times).failed(ErrorCode.DEADLINE_EXCEEDED, "one ");
      seen.asked("small").estimated(1, "timeout");
      assertThat(
              desk.firstServer()
                  .awaitExchange(1, Duration.ofSeconds(1))
                  .awaitClientGone(Duration.ofSeconds(1)))
          .isTrue();
      desk.calls(times, 0).isAfter(times).paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U13 stalls within a whole answer: a peer is asked, it is posted, it counts")
  @EnumSource(Wire.class)
  void asksAPeerOfAWholeAnswerThatStalls(Wire wire) {
    Reply reply = ANSWER.stallAfter(60);
    try (Desk desk = Desk.of(wire, reply).deadlines("idle: 400ms").open()) {
      int times = wire.timesToWait();
      desk.ask(Mode.WHOLE, times).answered("large", Desk.HELLO).estimated(1, "timeout");
      desk.calls(times, times).isAfter(times);
    }
  }

  /** How a stream ends that is not complete. */
  enum Cut {
    AFTER_AN_EVENT {
      @Override
      Reply of(Wire wire, int events) {
        return ANSWER.withoutLast(all(wire) - events);
      }
    },
    WITHIN_AN_EVENT {
      @Override
      Reply of(Wire wire, int events) {
        return AFTER_AN_EVENT.of(wire, events).append("data: {\"choices\": [{\"del");
      }
    },
    WITHIN_THE_RESPONSE {
      @Override
      Reply of(Wire wire, int events) {
        return AFTER_AN_EVENT
            .of(wire, events)
            .append("@@")
            .inflate("@@", 1 << 19)
            .cutAfter(1 << 18);
      }
    };

    /** A stream that ends so after so many events. */
    abstract Reply of(Wire wire, int events);

    private static int all(Wire wire) {
      return switch (wire) {
        case OPENAI -> 6;
        case ANTHROPIC -> 8;
        case GEMINI -> 3;
      };
    }
  }

  static Stream<Arguments> cuts() {
    return Stream.of(Wire.values())
        .flatMap(wire -> Stream.of(Cut.values()).map(cut -> arguments(wire, cut)));
  }

  @ParameterizedTest
  @DisplayName("U14 cut before a token: a peer is asked, the input is posted, it counts")
  @MethodSource("cuts")
  void asksAPeerOfAStreamThatIsCutBeforeContent(Wire wire, Cut cut) {
    try (Desk desk = Desk.of(wire, cut.of(wire, opening(wire))).open()) {
      desk.ask(Mode.STREAMED, 5).answered("large", Desk.HELLO).estimated(1, "truncated");
      desk.calls(5, 5).is(OPEN).paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U14 cut after a token: an error, no peer, what came is posted, it counts")
  @MethodSource("cuts")
  void endsAStreamThatIsCutWithAnError(Wire wire, Cut cut) {
    try (Desk desk = Desk.of(wire, cut.of(wire, afterFirstContent(wire))).open()) {
      Seen seen = desk.ask(Mode.STREAMED, 5).failed(ErrorCode.PROVIDERS_FAILED, "one ");
      seen.asked("small").estimated(1, "truncated");
      assertThat(seen.attempt(1).usage().output()).isPositive();
      desk.calls(5, 0).is(OPEN).paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U14 cut within a whole answer: a peer is asked, it is posted, it counts")
  @EnumSource(Wire.class)
  void asksAPeerOfAWholeAnswerThatIsCut(Wire wire) {
    try (Desk desk = Desk.of(wire, ANSWER.cutAfter(60)).open()) {
      desk.ask(Mode.WHOLE, 5).answered("large", Desk.HELLO).estimated(1, "truncated");
      desk.calls(5, 5).is(OPEN);
    }
  }

  @ParameterizedTest
  @DisplayName(
      "U15 a garbled event before a token: a peer is asked, the input is posted, it counts")
  @EnumSource(Wire.class)
  void asksAPeerOfAStreamThatIsGarbledBeforeContent(Wire wire) {
    Reply reply = ANSWER.insertAfter(opening(wire), GARBLED);
    try (Desk desk = Desk.of(wire, reply).open()) {
      desk.ask(Mode.STREAMED, 5).answered("large", Desk.HELLO).estimated(1, "malformed");
      desk.calls(5, 5).is(OPEN).paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U15 a garbled event after a token: an error, as it may have had content")
  @EnumSource(Wire.class)
  void endsAStreamThatIsGarbledWithAnError(Wire wire) {
    Reply reply = ANSWER.insertAfter(afterFirstContent(wire), GARBLED);
    try (Desk desk = Desk.of(wire, reply).open()) {
      desk.ask(Mode.STREAMED, 5)
          .failed(ErrorCode.PROVIDERS_FAILED, "one ")
          .estimated(1, "malformed");
      desk.calls(5, 0).is(OPEN).paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U15 a garbled event that has no content: it is skipped")
  @ValueSource(strings = {"ping", "something_new"})
  void skipsAGarbledEventThatHasNoContent(String event) {
    Reply reply = ANSWER.insertAfter(4, "event: " + event + "\n" + GARBLED);
    try (Desk desk = Desk.of(Wire.ANTHROPIC, reply).open()) {
      desk.ask(Mode.STREAMED, 6).answered("small", "one two").exact(1, Usage.of(5, 2));
      desk.calls(6, 0).is(CLOSED).paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U15 a garbled event after the end, of which there was usage: an estimate is posted")
  @EnumSource(value = Wire.class, names = "OPENAI")
  void deliversAnAnswerWhoseUsageIsGarbled(Wire wire) {
    Reply reply = ANSWER.withoutUsage().insertAfter(4, GARBLED);
    try (Desk desk = Desk.of(wire, reply).open()) {
      Seen seen = desk.ask(Mode.STREAMED).answered("small", "one two");
      assertThat(seen.attempt(1).usage().estimated()).isTrue();
      desk.calls(1, 0).is(CLOSED).paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U15 a garbled delta of Anthropic's: an error, though its name is known")
  @ValueSource(strings = {"content_block_delta", "message_delta", "error"})
  void doesNotSkipAGarbledEventThatHasContent(String event) {
    Reply reply = ANSWER.insertAfter(4, "event: " + event + "\n" + GARBLED);
    try (Desk desk = Desk.of(Wire.ANTHROPIC, reply).open()) {
      desk.ask(Mode.STREAMED).failed(ErrorCode.PROVIDERS_FAILED, "one ").estimated(1, "malformed");
      desk.calls(1, 0).paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U15 a garbled whole answer: a peer is asked, it is posted, it counts")
  @EnumSource(Wire.class)
  void asksAPeerOfAWholeAnswerThatIsGarbled(Wire wire) {
    Reply reply = Reply.json("{\"choices\": [{]}").billed(Usage.of(5, 2));
    try (Desk desk = Desk.of(wire, reply).open()) {
      desk.ask(Mode.WHOLE, 5).answered("large", Desk.HELLO).estimated(1, "malformed");
      desk.calls(5, 5).is(OPEN);
    }
  }
}
