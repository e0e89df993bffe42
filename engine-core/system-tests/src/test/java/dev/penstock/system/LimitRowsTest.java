package dev.penstock.system;

import static dev.penstock.api.explain.Availability.State.CLOSED;
import static dev.penstock.api.explain.Availability.State.LIMITED;
import static dev.penstock.api.explain.Availability.State.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.ErrorCode;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows U1 to U5: a provider that limits, and one whose quota is used up. */
class LimitRowsTest {
  private static final String HELLO = "Hello from the first";

  private static Reply.Failure limited() {
    return Reply.failure(429, null);
  }

  private static Reply.Failure limited(String retryAfter) {
    return limited().header("Retry-After", retryAfter);
  }

  @ParameterizedTest
  @DisplayName("U1 limited for a little: a peer is asked")
  @MethodSource("dev.penstock.system.Case#all")
  void asksAPeerOfOneThatIsLimitedForALittle(Case row) {
    try (Desk desk = Desk.of(row.wire(), limited("2")).open()) {
      Seen seen = desk.ask(row.mode()).answered("large", Desk.HELLO).asked("small", "large");
      seen.voided(1, "rate-limited").exact(2, Desk.USED);
      desk.calls(1, 1).paysTheBills().is(LIMITED);
      assertThat(desk.first().until())
          .isAfter(desk.now().plusMillis(1_000))
          .isBefore(desk.now().plusMillis(2_001));

      desk.ask(row.mode()).answered("large", Desk.HELLO).asked("large");
      desk.pass(Duration.ofSeconds(2)).is(CLOSED);
      desk.ask(row.mode()).asked("small", "large");
    }
  }

  @ParameterizedTest
  @DisplayName("U1 limited for a little and alone: it is waited for and asked again, once")
  @EnumSource
  void waitsForOneThatIsLimitedForALittleIfNobodyElseIsLeft(Mode mode) {
    Script script = Script.inOrder(limited("1"), Reply.text(HELLO, Desk.USED));
    try (Desk desk = Desk.of(Wire.OPENAI, script).alone().open()) {
      long before = System.nanoTime();
      Seen seen = desk.ask(mode).answered("small", HELLO).asked("small", "small");
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isBetween(Duration.ofMillis(990), Duration.ofSeconds(4));
      seen.voided(1, "rate-limited").exact(2, Desk.USED);
      desk.calls(2, 0).paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U1 limited again after the wait: no third call")
  @EnumSource
  void asksALimitedOneAgainOnlyOnce(Mode mode) {
    try (Desk desk = Desk.of(Wire.OPENAI, limited("1")).alone().open()) {
      desk.ask(mode)
          .failed(ErrorCode.RATE_LIMITED)
          .retryAfter(Duration.ofMillis(1), Duration.ofSeconds(1))
          .voided(1, "rate-limited")
          .voided(2, "rate-limited");
      desk.calls(2, 0);
    }
  }

  @ParameterizedTest
  @DisplayName("U1 never opens the breaker")
  @EnumSource
  void limitsDoNotOpenTheBreaker(Mode mode) {
    try (Desk desk = Desk.of(Wire.OPENAI, limited("2")).open()) {
      for (int i = 0; i < 6; i++) {
        desk.ask(mode).asked("small", "large");
        desk.is(LIMITED).pass(Duration.ofSeconds(2)).is(CLOSED);
      }
      desk.alerted().calls(6, 6);
    }
  }

  @ParameterizedTest
  @DisplayName("U2 limited for long: it is passed over until then, at most 5 minutes")
  @MethodSource("dev.penstock.system.Case#all")
  void passesOverOneThatIsLimitedForLong(Case row) {
    try (Desk desk = Desk.of(row.wire(), limited("3600")).open()) {
      desk.ask(row.mode()).answered("large", Desk.HELLO).voided(1, "rate-limited");
      desk.pass(Duration.ofSeconds(290)).ask(row.mode()).asked("large");
      desk.calls(1, 2).pass(Duration.ofSeconds(10)).ask(row.mode()).asked("small", "large");
      desk.paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U2 limited for long and alone: the caller is told when to ask again")
  @EnumSource
  void tellsWhenALimitedOneMayBeAskedAgain(Mode mode) {
    try (Desk desk = Desk.of(Wire.ANTHROPIC, limited("40")).alone().open()) {
      for (int i = 0; i < 2; i++) {
        desk.ask(mode)
            .failed(ErrorCode.RATE_LIMITED)
            .retryAfter(Duration.ofSeconds(30), Duration.ofSeconds(40));
      }
      desk.calls(1, 0).is(LIMITED);
    }
  }

  @ParameterizedTest
  @DisplayName("U3 limited without a word: a peer is asked, it is left alone for 1 to 2 s")
  @MethodSource("dev.penstock.system.Case#all")
  void leavesOneAloneThatDoesNotSayForHowLong(Case row) {
    try (Desk desk = Desk.of(row.wire(), limited()).open()) {
      desk.ask(row.mode()).answered("large", Desk.HELLO).voided(1, "rate-limited");
      desk.is(LIMITED).calls(1, 1);
      assertThat(desk.first().until()).isBefore(desk.now().plusMillis(2_001));
      desk.pass(Duration.ofSeconds(2)).is(CLOSED).alerted();
    }
  }

  @Test
  @DisplayName("U3 limited without a word: a tenth fewer of its calls may run at once")
  void letsFewerCallsRunOfOneThatIsLimited() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (Desk desk = Desk.of(Wire.OPENAI, limited().heldBy(gate)).open()) {
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        callers.add(Thread.startVirtualThread(() -> desk.engine().route(Desk.QUESTION)));
      }
      desk.firstServer().awaitExchange(10, Duration.ofSeconds(5));
      gate.countDown();
      for (Thread caller : callers) {
        assertThat(caller.join(Duration.ofSeconds(5))).isTrue();
      }
      assertThat(desk.concurrencyOfFirst()).isEqualTo(9);
      desk.settled().calls(10, 10);
    }
  }

  @ParameterizedTest
  @DisplayName("U3 limited without a word and alone: no second call")
  @EnumSource
  void doesNotRepeatWithoutKnowingWhen(Mode mode) {
    try (Desk desk = Desk.of(Wire.OPENAI, limited()).alone().open()) {
      desk.ask(mode)
          .failed(ErrorCode.RATE_LIMITED)
          .retryAfter(Duration.ofMillis(500), Duration.ofSeconds(2));
      desk.calls(1, 0);
    }
  }

  @ParameterizedTest
  @DisplayName("U4 quota used up: a peer is asked, a person told, the provider left alone for long")
  @MethodSource("dev.penstock.system.Case#all")
  void shutsOutAProviderWhoseQuotaIsUsedUp(Case row) {
    Reply quota =
        switch (row.wire()) {
          case OPENAI -> Reply.failure(429, "insufficient_quota").header("Retry-After", "1");
          case ANTHROPIC -> Reply.failure(400, null).message("Your credit balance is too low");
          case GEMINI -> Reply.failure(402, null);
        };
    try (Desk desk = Desk.of(row.wire(), quota).open()) {
      desk.ask(row.mode()).answered("large", Desk.HELLO).voided(1, "quota-exhausted");
      desk.calls(1, 1).is(OPEN).alerted("first");
      desk.pass(Duration.ofSeconds(200)).is(OPEN).ask(row.mode()).asked("large");
      desk.calls(1, 2).alerted("first").paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("U4 quota used up and alone: no second call")
  @EnumSource
  void doesNotRepeatWhenTheQuotaIsUsedUp(Mode mode) {
    try (Desk desk = Desk.of(Wire.OPENAI, Reply.failure(402, null)).alone().open()) {
      desk.ask(mode)
          .failed(ErrorCode.PROVIDERS_FAILED)
          .retryAfter(Duration.ofSeconds(200), Duration.ofSeconds(400));
      desk.calls(1, 0);
    }
  }

  @ParameterizedTest
  @DisplayName("U5 quota of the day used up: left alone until its time")
  @EnumSource
  void leavesAQuotaPerDayAlone(Mode mode) {
    Reply quota =
        Reply.failure(429, "GenerateRequestsPerDayPerProjectPerModel-FreeTier")
            .header("Retry-After", "40");
    try (Desk desk = Desk.of(Wire.GEMINI, quota).open()) {
      desk.ask(mode).answered("large", Desk.HELLO).voided(1, "quota-exhausted");
      desk.is(OPEN).alerted("first");
      desk.pass(Duration.ofSeconds(200)).is(OPEN).ask(mode).asked("large");
      desk.calls(1, 2);
    }
  }
}
