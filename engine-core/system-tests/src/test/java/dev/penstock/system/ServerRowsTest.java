package dev.penstock.system;

import static dev.penstock.api.explain.Availability.State.CLOSED;
import static dev.penstock.api.explain.Availability.State.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.money.Usage;
import dev.penstock.testkit.server.DeadPort;
import dev.penstock.testkit.server.KeepAlive;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.Script;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rows U6 to U8 and U10 to U12: a server that is overloaded, broken, not to be reached or silent.
 */
class ServerRowsTest {
  private static final Usage INPUT = Usage.of(5, 0);
  private static final String HELLO = "Hello from the first";

  static Stream<Arguments> overloaded() {
    return Stream.of(Mode.values())
        .flatMap(
            mode ->
                Stream.of(
                    arguments(Wire.OPENAI, mode, 503, null),
                    arguments(Wire.OPENAI, mode, 429, "slow_down"),
                    arguments(Wire.ANTHROPIC, mode, 529, null),
                    arguments(Wire.GEMINI, mode, 503, null)));
  }

  @ParameterizedTest
  @DisplayName("U6 overloaded: a peer is asked, the fifth time in a row opens the breaker")
  @MethodSource("overloaded")
  void asksAPeerOfAnOverloadedOne(Wire wire, Mode mode, int status, String code) {
    try (Desk desk = Desk.of(wire, Reply.failure(status, code)).open()) {
      Seen seen = desk.ask(mode, 4).answered("large", Desk.HELLO).asked("small", "large");
      seen.voided(1, "overloaded").exact(2, Desk.USED);
      desk.is(CLOSED).ask(mode);
      desk.calls(5, 5).is(OPEN).ask(mode).asked("large");
      desk.calls(5, 6).paysTheBills().alerted();
    }
  }

  @ParameterizedTest
  @DisplayName("U6, U7 alone: it is asked again, once")
  @EnumSource
  void repeatsOnceIfNobodyElseIsLeft(Mode mode) {
    Script script =
        Script.inOrder(
            Reply.failure(529, null),
            Reply.text(HELLO, Desk.USED),
            Reply.failure(500, null).billed(INPUT));
    try (Desk desk = Desk.of(Wire.ANTHROPIC, script).alone().open()) {
      desk.ask(mode).answered("small", HELLO).asked("small", "small").voided(1, "overloaded");
      desk.pass(Duration.ofSeconds(11));
      desk.ask(mode)
          .failed(ErrorCode.PROVIDERS_FAILED)
          .estimated(1, "server-error")
          .estimated(2, "server-error");
      desk.calls(4, 0).paysTheBills().is(CLOSED);
    }
  }

  static Stream<Arguments> broken() {
    return Case.all().stream()
        .flatMap(row -> Stream.of(500, 502, 504).map(status -> arguments(row, status)));
  }

  @ParameterizedTest
  @DisplayName("U7 server error: a peer is asked, its input is posted, it counts")
  @MethodSource("broken")
  void asksAPeerOfABrokenOne(Case row, int status) {
    Reply broken = Reply.failure(status, null).billed(INPUT);
    try (Desk desk = Desk.of(row.wire(), broken).open()) {
      Seen seen = desk.ask(row.mode(), 5).answered("large", Desk.HELLO).asked("small", "large");
      seen.estimated(1, "server-error").exact(2, Desk.USED);
      desk.calls(5, 5).is(OPEN).paysTheBills().alerted();
    }
  }

  @ParameterizedTest
  @DisplayName("U8 connection refused: a peer is asked at once, nothing is posted, it counts")
  @MethodSource("dev.penstock.system.Case#all")
  void asksAPeerOfOneThatRefusesConnections(Case row) {
    try (DeadPort port = DeadPort.refusing();
        Desk desk = Desk.of(row.wire(), Reply.stall()).firstAt(port.baseUrl()).open()) {
      desk.ask(row.mode(), 5).answered("large", Desk.HELLO).voided(1, "unreachable");
      desk.calls(0, 5).is(OPEN).paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U8 no such host: a peer is asked, nothing is posted")
  @EnumSource
  void asksAPeerOfOneWithoutAnAddress(Mode mode) {
    String settings = "api-key: \"${env:KEY}\"";
    try (Desk desk =
        Desk.of(Wire.OPENAI, Reply.stall())
            .firstAt(URI.create("https://nobody.invalid/v1"))
            .ofFirst(settings)
            .open()) {
      desk.ask(mode).answered("large", Desk.HELLO).voided(1, "unreachable");
      desk.calls(0, 1);
    }
  }

  @ParameterizedTest
  @DisplayName("U10 no connection in time: a peer is asked, nothing is posted, it counts")
  @EnumSource
  void asksAPeerOfOneThatDoesNotAcceptConnections(Mode mode) {
    try (DeadPort port = DeadPort.silent();
        Desk desk =
            Desk.of(Wire.OPENAI, Reply.stall())
                .firstAt(port.baseUrl())
                .deadlines("connect: 400ms")
                .open()) {
      desk.ask(mode, 5).answered("large", Desk.HELLO).voided(1, "connect-timeout");
      desk.is(OPEN).calls(0, 5);
    }
  }

  @ParameterizedTest
  @DisplayName("U11 no head in time: it is broken off, a peer asked, the input posted, it counts")
  @MethodSource("dev.penstock.system.Case#all")
  void breaksOffOneThatSaysNothing(Case row) throws Exception {
    try (Desk desk =
        Desk.of(row.wire(), Reply.stall().billed(INPUT))
            .deadlines("attempt: 900ms, first-token: 700ms")
            .open()) {
      int times = row.wire().timesToWait();
      desk.ask(row.mode(), times).answered("large", Desk.HELLO).estimated(1, "timeout");
      assertThat(
              desk.firstServer()
                  .awaitExchange(1, Duration.ofSeconds(1))
                  .awaitClientGone(Duration.ofSeconds(1)))
          .isTrue();
      desk.calls(times, times).isAfter(times).paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U12 signs of life but no token: they do not move the deadline")
  @EnumSource(Wire.class)
  void breaksOffOneThatOnlyLives(Wire wire) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Reply reply =
        Reply.text(HELLO, Desk.USED)
            .keepAlive(KeepAlive.comments(never, Duration.ofMillis(20)))
            .billed(INPUT);
    try (Desk desk = Desk.of(wire, reply).deadlines("first-token: 700ms, idle: 400ms").open()) {
      int times = wire.timesToWait();
      Seen seen =
          desk.ask(Mode.STREAMED, times).answered("large", Desk.HELLO).estimated(1, "timeout");
      assertThat(seen.attempt(1).failure()).contains("no content in 700 ms");
      assertThat(
              desk.firstServer()
                  .awaitExchange(1, Duration.ofSeconds(1))
                  .awaitClientGone(Duration.ofSeconds(1)))
          .isTrue();
      desk.calls(times, times).isAfter(times).paysTheBills();
    }
  }

  @Test
  @DisplayName("U12 empty lines before a whole answer: the attempt's deadline ends it")
  void breaksOffAWholeAnswerThatOnlyLives() {
    CountDownLatch never = new CountDownLatch(1);
    Reply reply =
        Reply.text(HELLO, Desk.USED).keepAlive(KeepAlive.emptyLines(never, Duration.ofMillis(20)));
    try (Desk desk =
        Desk.of(Wire.OPENAI, reply.billed(INPUT)).deadlines("attempt: 900ms, idle: 600ms").open()) {
      desk.ask(Mode.WHOLE, 5).answered("large", Desk.HELLO).estimated(1, "timeout");
      desk.calls(5, 5).is(OPEN).paysTheBills();
    }
  }
}
