package dev.penstock.system;

import static dev.penstock.api.explain.Availability.State.CLOSED;
import static dev.penstock.api.explain.Availability.State.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.money.Usage;
import dev.penstock.testkit.server.Exchange;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows U27 to U30: answers without measure, connections that go, redirects and web pages. */
class SizeAndProtocolRowsTest {
  private static final Usage TOLD = Usage.of(5, 2);
  private static final Reply.Answer ANSWER = Reply.deltas("one ", "@@").usage(TOLD);
  private static final int MIB = 1024 * 1024;

  static Stream<Arguments> huge() {
    return Case.all().stream()
        .flatMap(
            row ->
                Stream.of(
                    arguments("64 KiB of headers", row, ANSWER.headers(5, 15_000)),
                    arguments("headers without end", row, ANSWER.headers(4_000, 100)),
                    arguments("one header line", row, ANSWER.headers(1, MIB)),
                    arguments(
                        "one line or body",
                        row,
                        Reply.text("@@").usage(TOLD).inflate("@@", 40L * MIB))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @DisplayName("U27 too large before a token: broken off, a peer asked, posted, it counts")
  @MethodSource("huge")
  void asksAPeerOfOneThatIsTooLarge(String what, Case row, Reply reply) throws Exception {
    try (Desk desk = Desk.of(row.wire(), reply).open()) {
      desk.ask(row.mode(), 5).answered("large", Desk.HELLO).estimated(1, "too-large");
      for (Exchange exchange : desk.firstServer().exchanges()) {
        assertThat(exchange.awaitClientGone(Duration.ofSeconds(1))).isTrue();
      }
      desk.calls(5, 5).is(OPEN);
      assertThat(desk.attempts()).extracting(Attempt::usage).doesNotContainNull();
    }
  }

  @ParameterizedTest
  @DisplayName("U27 too large after a token: an error, what came is posted, it counts")
  @EnumSource(Wire.class)
  void endsAStreamThatIsTooLargeWithAnError(Wire wire) throws Exception {
    try (Desk desk = Desk.of(wire, ANSWER.inflate("@@", 2L * MIB)).open()) {
      desk.ask(Mode.STREAMED, 5)
          .failed(ErrorCode.PROVIDERS_FAILED, "one ")
          .asked("small")
          .estimated(1, "too-large");
      assertThat(
              desk.firstServer()
                  .awaitExchange(5, Duration.ofSeconds(1))
                  .awaitClientGone(Duration.ofSeconds(1)))
          .isTrue();
      desk.calls(5, 0).is(OPEN);
    }
  }

  @ParameterizedTest
  @DisplayName("U27 a stream that never ends: an error at the output limit, not at the heap's")
  @EnumSource(value = Mode.class, names = "STREAMED")
  void endsAStreamThatNeverEnds(Mode mode) {
    Reply reply = Reply.deltas("y".repeat(10_000), "two").usage(TOLD).repeat(2, Long.MAX_VALUE);
    try (Desk desk = Desk.of(Wire.OPENAI, reply).open()) {
      Seen seen = desk.ask(mode);
      assertThat(seen.error().code()).isEqualTo(ErrorCode.PROVIDERS_FAILED);
      seen.asked("small").estimated(1, "too-large");
      assertThat(seen.text()).hasSizeLessThan(2 * MIB);
      desk.calls(1, 0);
    }
  }

  @ParameterizedTest
  @DisplayName("U28 a connection that its server closed while idle: the next call uses another")
  @MethodSource("dev.penstock.system.Case#all")
  void usesNoConnectionThatWasClosedWhileIdle(Case row) throws Exception {
    Reply reply = ANSWER.closeAfter(Duration.ofMillis(150));
    try (Desk desk = Desk.of(row.wire(), reply).open()) {
      for (int i = 1; i <= 3; i++) {
        desk.ask(row.mode()).answered("small", "one @@").exact(1, TOLD);
        Exchange last = desk.firstServer().awaitExchange(i, Duration.ofSeconds(1));
        assertThat(last.awaitClientGone(Duration.ofSeconds(2))).isTrue();
      }
      assertThat(desk.firstServer().connectionsOpened()).isEqualTo(3);
      assertThat(desk.attempts()).hasSize(3);
      desk.calls(3, 0).is(CLOSED).paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U28 a server that resets new connections: it ran nothing, a peer is asked")
  @EnumSource
  void asksAPeerOfOneThatResetsConnections(Mode mode) {
    ScriptedServer server = ScriptedServer.openAi().refuse(n -> true).start(e -> ANSWER);
    try (Desk desk = Desk.of(Wire.OPENAI, ANSWER).firstOn(server).open()) {
      Seen seen = desk.ask(mode).answered("large", Desk.HELLO).asked("small", "large");
      assertThat(seen.attempt(1).failure()).matches("(unreachable|truncated): .*");
      desk.calls(0, 1);
    }
  }

  @ParameterizedTest
  @DisplayName("U28 frames of HTTP/2 that nobody asked for: a peer is asked, posted, it counts")
  @EnumSource
  void asksAPeerOfOneThatSpeaksHttp2(Mode mode) {
    try (Desk desk = Desk.of(Wire.OPENAI, Reply.goAway(0, 0)).open()) {
      Seen seen = desk.ask(mode, 5).answered("large", Desk.HELLO).asked("small", "large");
      assertThat(seen.attempt(1).failure()).matches("(malformed|truncated): .*");
      assertThat(seen.attempt(1).usage().estimated()).isTrue();
      desk.calls(5, 5).is(OPEN);
    }
  }

  @ParameterizedTest
  @DisplayName("U29 a redirect: never followed, a peer is asked, a person told once, it counts")
  @MethodSource("dev.penstock.system.Case#all")
  void followsNoRedirect(Case row) {
    try (ScriptedServer elsewhere = row.wire().server(e -> ANSWER)) {
      Reply reply =
          Reply.body(307, "text/plain", "").header("Location", elsewhere.baseUrl() + "/x");
      try (Desk desk = Desk.of(row.wire(), reply).open()) {
        desk.ask(row.mode(), 5).answered("large", Desk.HELLO).voided(1, "redirected");
        assertThat(elsewhere.connectionsOpened()).isZero();
        desk.calls(5, 5).is(OPEN).alerted("first");
      }
    }
  }

  static Stream<Arguments> pages() {
    String page = "<!DOCTYPE html><html>Welcome to the hotel</html>";
    return Case.all().stream()
        .flatMap(
            row ->
                Stream.of(
                    arguments(row, Reply.body(200, "text/html", page)),
                    arguments(row, Reply.body(200, "text/html; charset=utf-8", "  \n" + page)),
                    arguments(row, Reply.body(200, "application/json", page)),
                    arguments(row, Reply.body(200, "text/event-stream", "\n " + page + "\n\n"))));
  }

  @ParameterizedTest
  @DisplayName("U30 a web page: a peer is asked, nothing is posted, it counts")
  @MethodSource("pages")
  void asksAPeerOfOneThatAnswersAWebPage(Case row, Reply page) {
    try (Desk desk = Desk.of(row.wire(), page).open()) {
      desk.ask(row.mode(), 5).answered("large", Desk.HELLO).voided(1, "malformed");
      desk.calls(5, 5).is(OPEN).paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U30 a web page amid a stream: an error, what came is posted")
  @EnumSource(
      value = Wire.class,
      names = {"OPENAI", "GEMINI"})
  void endsAStreamThatBecomesAWebPage(Wire wire) {
    String page = "<html>gateway timeout</html>";
    Reply reply = ANSWER.withoutLast(wire == Wire.OPENAI ? 4 : 2).append(page);
    try (Desk desk = Desk.of(wire, reply).open()) {
      desk.ask(Mode.STREAMED).failed(ErrorCode.PROVIDERS_FAILED, "one ").estimated(1, "truncated");
      desk.calls(1, 0).paysTheBills();
    }
  }
}
