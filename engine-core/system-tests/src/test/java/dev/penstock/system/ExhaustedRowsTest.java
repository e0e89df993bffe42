package dev.penstock.system;

import static dev.penstock.api.explain.Availability.State.CLOSED;
import static dev.penstock.api.explain.Availability.State.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.explain.Attempt;
import dev.penstock.testkit.server.DeadPort;
import dev.penstock.testkit.server.Reply;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows E1 and E2: a candidate that may not be asked, and a request that nobody answers. */
class ExhaustedRowsTest {
  private static final Reply OVERLOADED = Reply.failure(503, null);

  @ParameterizedTest
  @DisplayName("E1 the breaker is open: a peer is asked, without a call and a hold")
  @EnumSource
  void passesOverOneWhoseBreakerIsOpen(Mode mode) {
    try (Desk desk = Desk.of(Wire.OPENAI, OVERLOADED).open()) {
      desk.ask(mode, 5);
      desk.is(OPEN).ask(mode).answered("large", Desk.HELLO).asked("large").exact(1, Desk.USED);
      desk.calls(5, 6);
    }
  }

  @ParameterizedTest
  @DisplayName("E1 too many calls run: a peer is asked, without a call and a hold")
  @EnumSource
  void passesOverOneThatIsFull(Mode mode) throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (Desk desk =
        Desk.of(Wire.OPENAI, Reply.text("slow", Desk.USED).heldBy(gate))
            .ofFirst("concurrency: {max: 1}")
            .open()) {
      Thread running = Thread.startVirtualThread(() -> desk.engine().route(Desk.QUESTION));
      desk.firstServer().awaitExchange(1, Duration.ofSeconds(5));
      desk.askBeside(mode).answered("large", Desk.HELLO).asked("large").exact(1, Desk.USED);
      gate.countDown();
      assertThat(running.join(Duration.ofSeconds(5))).isTrue();
      desk.settled().calls(1, 1).is(CLOSED);
    }
  }

  @ParameterizedTest
  @DisplayName("E1 no budget for this one: a cheaper peer is asked, without a call and a hold")
  @EnumSource
  void passesOverOneThatTheBudgetIsTooSmallFor(Mode mode) {
    try (Desk desk =
        Desk.of(Wire.OPENAI, Reply.text("dear", Desk.USED))
            .priceOfFirst("{input: 900000.00, output: 900000.00}")
            .open()) {
      desk.ask(mode).answered("large", Desk.HELLO).asked("large").exact(1, Desk.USED);
      desk.calls(0, 1).is(CLOSED);
    }
  }

  @ParameterizedTest
  @DisplayName("E2 nobody answers: an error with every reason, each attempt posted as its row says")
  @EnumSource
  void tellsEveryReason(Mode mode) {
    try (DeadPort port = DeadPort.refusing();
        Desk desk =
            Desk.of(Wire.OPENAI, OVERLOADED)
                .firstAt(port.baseUrl())
                .second(Reply.failure(500, null))
                .fallback("attempts: 2")
                .open()) {
      Seen seen = desk.ask(mode).failed(ErrorCode.PROVIDERS_FAILED).asked("small", "large");
      seen.voided(1, "unreachable").estimated(2, "server-error");
      assertThat(seen.message())
          .contains("small (first): unreachable")
          .contains("large (second): server-error");
      desk.calls(0, 1).paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("E2 all are limited: 429, and when the earliest may be asked again")
  @EnumSource
  void tellsWhenTheEarliestOfAllThatAreLimitedMayBeAsked(Mode mode) {
    try (Desk desk =
        Desk.of(Wire.ANTHROPIC, Reply.failure(429, null).header("Retry-After", "60"))
            .second(Reply.failure(429, null).header("Retry-After", "20"))
            .open()) {
      desk.ask(mode)
          .failed(ErrorCode.RATE_LIMITED)
          .retryAfter(Duration.ofSeconds(15), Duration.ofSeconds(20));
      desk.pass(Duration.ofSeconds(8))
          .ask(mode)
          .failed(ErrorCode.RATE_LIMITED)
          .retryAfter(Duration.ofSeconds(5), Duration.ofSeconds(12));
      desk.calls(1, 1);
      assertThat(desk.attempts()).extracting(Attempt::cost).containsOnly(Desk.NOTHING);
    }
  }

  @ParameterizedTest
  @DisplayName("E2 one is limited and one is broken: 503, and when the earliest may be asked again")
  @EnumSource
  void isNoLimitIfOneIsBroken(Mode mode) {
    try (Desk desk =
        Desk.of(Wire.ANTHROPIC, Reply.failure(429, null).header("Retry-After", "20"))
            .second(Reply.failure(401, null))
            .open()) {
      desk.ask(mode)
          .failed(ErrorCode.PROVIDERS_FAILED)
          .retryAfter(Duration.ofSeconds(5), Duration.ofSeconds(20));
      desk.ask(mode).failed(ErrorCode.PROVIDERS_FAILED);
      desk.calls(1, 1);
    }
  }

  @ParameterizedTest
  @DisplayName("E2 all breakers are open: 503 without a call, and when the first may close")
  @EnumSource
  void tellsWhenABreakerMayClose(Mode mode) {
    try (Desk desk =
        Desk.of(Wire.OPENAI, Reply.failure(401, null)).second(Reply.failure(403, null)).open()) {
      desk.ask(mode).failed(ErrorCode.PROVIDERS_FAILED);
      desk.ask(mode)
          .failed(ErrorCode.PROVIDERS_FAILED)
          .retryAfter(Duration.ofSeconds(5), Duration.ofSeconds(12))
          .asked();
      desk.calls(1, 1);
    }
  }
}
