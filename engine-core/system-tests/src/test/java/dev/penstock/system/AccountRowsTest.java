package dev.penstock.system;

import static dev.penstock.api.explain.Availability.State.CLOSED;
import static dev.penstock.api.explain.Availability.State.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.penstock.api.money.Usage;
import dev.penstock.testkit.server.Exchange;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.Script;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rows U23 to U25: a model that is gone, a key that is wrong, a request that may be tried again.
 */
class AccountRowsTest {
  @ParameterizedTest
  @DisplayName("U23 no such model: a peer is asked, a person told, left alone until a reload")
  @MethodSource("dev.penstock.system.Case#all")
  void leavesAModelAloneThatIsGone(Case row) {
    try (Desk desk = Desk.of(row.wire(), Reply.failure(404, null)).open()) {
      Seen seen = desk.ask(row.mode()).answered("large", Desk.HELLO).asked("small", "large");
      seen.voided(1, "model-not-found").exact(2, Desk.USED);
      desk.calls(1, 1).is(OPEN).alerted("first/small");
      assertThat(desk.first().until()).as("does not come back by itself").isNull();

      desk.pass(Duration.ofHours(6)).ask(row.mode(), 3).asked("large");
      desk.calls(1, 4).alerted("first/small");
      desk.engine().reload();
      desk.is(CLOSED).ask(row.mode()).asked("small", "large");
      desk.calls(2, 5);
    }
  }

  static Stream<Arguments> refused() {
    return Case.all().stream()
        .flatMap(row -> Stream.of(401, 403).map(status -> arguments(row, status)));
  }

  @ParameterizedTest
  @DisplayName("U24 a wrong key: a peer is asked, a person told, the provider shut at once")
  @MethodSource("refused")
  void shutsOutAProviderWhoseKeyIsWrong(Case row, int status) {
    try (Desk desk = Desk.of(row.wire(), Reply.failure(status, null)).open()) {
      desk.ask(row.mode()).answered("large", Desk.HELLO).voided(1, "unauthorized");
      desk.is(OPEN).alerted("first").ask(row.mode()).asked("large");
      desk.calls(1, 2).paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U24 what a provider says of a key is told to nobody")
  @MethodSource("dev.penstock.system.Case#all")
  void tellsNobodyWhatAProviderSaysOfAKey(Case row) {
    Reply reply = Reply.failure(401, null).message("Incorrect API key provided: sk-live-4242");
    try (Desk desk = Desk.of(row.wire(), reply).alone().open()) {
      Seen seen = desk.ask(row.mode());
      assertThat(seen.message()).contains("401").doesNotContain("4242").doesNotContain("sk-live");
      assertThat(desk.events().events().toString()).doesNotContain("4242");
      assertThat(desk.engine().health().toString()).doesNotContain("4242");
    }
  }

  static Stream<Arguments> tryAgain() {
    return Stream.of(Mode.values())
        .flatMap(
            mode ->
                Stream.of(
                    arguments(Wire.OPENAI, mode, 408),
                    arguments(Wire.OPENAI, mode, 409),
                    arguments(Wire.ANTHROPIC, mode, 409),
                    arguments(Wire.GEMINI, mode, 409)));
  }

  @ParameterizedTest
  @DisplayName("U25 try again: the same one once more, then a peer; both are posted and count")
  @MethodSource("tryAgain")
  void asksTheSameOneOnceMoreThenAPeer(Wire wire, Mode mode, int status) {
    Reply reply = Reply.failure(status, null).billed(Usage.of(5, 0));
    try (Desk desk = Desk.of(wire, reply).open()) {
      Seen seen = desk.ask(mode).answered("large", Desk.HELLO).asked("small", "small", "large");
      seen.estimated(1, "try-again").estimated(2, "try-again").exact(3, Desk.USED);
      assertThat(desk.firstServer().exchanges())
          .extracting(Exchange::body)
          .as("the same once more")
          .hasSize(2)
          .containsOnly(desk.firstServer().exchanges().getFirst().body());
      desk.is(CLOSED).calls(2, 1).paysTheBills();
      for (int calls = 2; calls < 5; calls++) {
        desk.ask(mode).answered("large", Desk.HELLO);
      }
      desk.is(OPEN);
    }
  }

  @ParameterizedTest
  @DisplayName("U25 try again: the second time it answers")
  @EnumSource
  void takesTheAnswerOfTheSecondTime(Mode mode) {
    Script script = Script.inOrder(Reply.failure(409, null), Reply.text("Hello again", Desk.USED));
    try (Desk desk = Desk.of(Wire.ANTHROPIC, script).open()) {
      desk.ask(mode).answered("small", "Hello again").estimated(1, "try-again");
      desk.calls(2, 0).is(CLOSED).paysTheBills();
    }
  }
}
