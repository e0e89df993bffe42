package dev.penstock.system;

import static dev.penstock.api.explain.Availability.State.CLOSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.ChatStream;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.explain.Attempt.Outcome;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.testkit.server.Exchange;
import dev.penstock.testkit.server.Reply;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows C1 to C4: a caller that goes, or is slow. */
class CallerRowsTest {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Usage TOLD = Usage.of(5, 2);
  private static final Reply.Answer ANSWER = Reply.deltas("one ", "two").usage(TOLD);

  /** A caller on a thread of its own, which can be interrupted. */
  private record Caller(Thread thread, FutureTask<Seen> seen) {
    static Caller of(Desk desk, Mode mode, Runnable before) {
      FutureTask<Seen> task =
          new FutureTask<>(
              () -> {
                before.run();
                return desk.askBeside(mode);
              });
      return new Caller(Thread.startVirtualThread(task), task);
    }

    Seen get() throws Exception {
      return seen.get(5, TimeUnit.SECONDS);
    }
  }

  private static void assertCancelled(Attempt attempt) {
    assertThat(attempt.outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(attempt.usage().estimated()).isTrue();
    assertThat(attempt.usage().input()).isPositive();
    assertThat(attempt.cost()).isGreaterThan(Usd.ZERO);
  }

  @ParameterizedTest
  @DisplayName("C1 gone before anything is sent: nothing is sent, nothing is posted")
  @MethodSource("dev.penstock.system.Case#all")
  void sendsNothingForACallerThatHasGone(Case row) throws Exception {
    try (Desk desk = Desk.of(row.wire(), ANSWER).open()) {
      Caller caller = Caller.of(desk, row.mode(), () -> Thread.currentThread().interrupt());
      assertThat(caller.get().failed(ErrorCode.CANCELLED).attempts()).isEmpty();
      desk.calls(0, 0).is(CLOSED).settled();
      assertThat(desk.attempts()).isEmpty();
      assertThat(desk.firstServer().connectionsOpened()).isZero();
    }
  }

  @ParameterizedTest
  @DisplayName("C1 gone while a limited provider is waited for: no second call")
  @EnumSource
  void stopsWaitingForACallerThatHasGone(Mode mode) throws Exception {
    Reply reply = Reply.failure(429, null).header("Retry-After", "4");
    try (Desk desk = Desk.of(Wire.OPENAI, reply).alone().open()) {
      Caller caller = Caller.of(desk, mode, () -> {});
      desk.awaitAttempt();
      caller.thread().interrupt();
      caller.get().failed(ErrorCode.CANCELLED).asked("small").voided(1, "rate-limited");
      desk.calls(1, 0).settled();
    }
  }

  @ParameterizedTest
  @DisplayName("C2 gone before a token: broken off within 1 s, the input is posted, no peer")
  @MethodSource("dev.penstock.system.Case#all")
  void breaksOffForACallerThatHasGone(Case row) throws Exception {
    Reply reply = ANSWER.heldBy(new CountDownLatch(1));
    try (Desk desk = Desk.of(row.wire(), reply).open()) {
      Caller caller = Caller.of(desk, row.mode(), () -> {});
      Exchange exchange = desk.firstServer().awaitExchange(1, Duration.ofSeconds(5));
      caller.thread().interrupt();
      Seen seen = caller.get().failed(ErrorCode.CANCELLED).asked("small");
      assertCancelled(seen.attempt(1));
      assertThat(exchange.awaitClientGone(SOON)).isTrue();
      desk.calls(1, 0).is(CLOSED).settled().paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("C3 closes a stream midway: broken off within 1 s, what came is posted")
  @EnumSource(Wire.class)
  void breaksOffAStreamThatIsClosed(Wire wire) throws Exception {
    int events = wire == Wire.OPENAI ? 2 : wire == Wire.ANTHROPIC ? 4 : 1;
    Reply reply = ANSWER.heldAfter(events, new CountDownLatch(1));
    try (Desk desk = Desk.of(wire, reply).open()) {
      try (ChatStream stream = desk.engine().stream(Desk.QUESTION)) {
        assertThat(stream.next()).isEqualTo(new ChatStream.Chunk.Text("one "));
      }
      Exchange exchange = desk.firstServer().awaitExchange(1, Duration.ofSeconds(5));
      assertThat(exchange.awaitClientGone(SOON)).isTrue();
      Attempt attempt = desk.awaitAttempt();
      assertCancelled(attempt);
      assertThat(attempt.usage().output()).isPositive();
      desk.calls(1, 0).is(CLOSED).settled().paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("C3 interrupted midway: broken off within 1 s, what came is posted")
  @EnumSource(Wire.class)
  void breaksOffAStreamWhoseReaderIsInterrupted(Wire wire) throws Exception {
    int events = wire == Wire.OPENAI ? 2 : wire == Wire.ANTHROPIC ? 4 : 1;
    Reply reply = ANSWER.heldAfter(events, new CountDownLatch(1));
    CountDownLatch reading = new CountDownLatch(1);
    try (Desk desk = Desk.of(wire, reply).open();
        ChatStream stream = desk.engine().stream(Desk.QUESTION)) {
      FutureTask<PenstockException> reader =
          new FutureTask<>(
              () -> {
                assertThat(stream.next()).isNotNull();
                reading.countDown();
                try {
                  stream.next();
                  throw new AssertionError("there is no more");
                } catch (PenstockException e) {
                  return e;
                }
              });
      Thread thread = Thread.startVirtualThread(reader);
      assertThat(reading.await(5, TimeUnit.SECONDS)).isTrue();
      thread.interrupt();
      PenstockException error = reader.get(5, TimeUnit.SECONDS);
      assertThat(error.code()).isEqualTo(ErrorCode.CANCELLED);
      assertThat(desk.firstServer().exchanges().getFirst().awaitClientGone(SOON)).isTrue();
      assertCancelled(desk.awaitAttempt());
      desk.calls(1, 0).is(CLOSED).settled().paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("C3 closes a stream of a provider that is drained: read to its end, posted as told")
  @EnumSource(Wire.class)
  void readsADrainedStreamToItsEnd(Wire wire) throws Exception {
    int events = wire == Wire.OPENAI ? 2 : wire == Wire.ANTHROPIC ? 4 : 1;
    CountDownLatch gate = new CountDownLatch(1);
    Reply reply = ANSWER.heldAfter(events, gate);
    try (Desk desk = Desk.of(wire, reply).ofFirst("on-disconnect: drain").open()) {
      try (ChatStream stream = desk.engine().stream(Desk.QUESTION)) {
        assertThat(stream.next()).isNotNull();
      }
      assertThat(desk.attempts()).as("before its end").isEmpty();
      gate.countDown();
      Attempt attempt = desk.awaitAttempt();
      assertThat(attempt.outcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(attempt.usage()).isEqualTo(TOLD);
      assertThat(attempt.cost()).isEqualTo(Desk.cost(TOLD));
      desk.calls(1, 0).is(CLOSED).settled().paysTheBills();
    }
  }

  @ParameterizedTest
  @DisplayName("C4 reads too slowly: the provider is held back, then broken off at the deadline")
  @EnumSource(Wire.class)
  void breaksOffAStreamThatNobodyReads(Wire wire) throws Exception {
    Reply reply = Reply.deltas("y".repeat(4_000), "two").usage(TOLD).repeat(event(wire), 100_000);
    try (Desk desk = Desk.of(wire, reply).deadlines("attempt: 700ms").open();
        ChatStream stream = desk.engine().stream(Desk.QUESTION)) {
      assertThat(stream.next()).isNotNull();
      Attempt attempt = desk.awaitAttempt();
      assertCancelled(attempt);
      assertThat(attempt.failure()).isEqualTo("cancelled: the caller read too slowly");
      Exchange exchange = desk.firstServer().awaitExchange(1, Duration.ofSeconds(5));
      assertThat(exchange.awaitClientGone(SOON)).isTrue();
      assertThatThrownBy(() -> readAll(stream)).isInstanceOf(PenstockException.class);
      desk.calls(1, 0).is(CLOSED).settled().paysTheBills();
    }
  }

  private static int event(Wire wire) {
    return wire == Wire.OPENAI ? 2 : wire == Wire.ANTHROPIC ? 4 : 1;
  }

  private static void readAll(ChatStream stream) {
    while (stream.next() != null) {}
  }
}
