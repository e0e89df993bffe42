package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.ChatStream;
import dev.penstock.api.ChatStream.Chunk;
import dev.penstock.api.Engine;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.explain.Attempt.Outcome;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetPeriod;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.Deadlines;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.OnDisconnect;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.PricePeriod;
import dev.penstock.api.policy.ProviderSpec;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.fakes.NoSettings;
import dev.penstock.spi.ReportedUsage;
import dev.penstock.spi.StreamEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The time a stream may take, and what it costs when its caller leaves. */
class StreamDeadlineTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(150);
  private static final Deadlines STANDARD = new Deadlines(LONG, LONG, null, LONG, LONG, null, null);
  private static final StreamEvent END =
      new StreamEvent.End(
          FinishReason.STOP, ReportedUsage.of(Usage.of(100, 10), Map.of()), null, null, Map.of());

  private final TestEngine test = new TestEngine();

  @Test
  void asksAnotherIfThereIsNoContentInTimeWhateverTheSignsOfLife() {
    Supplier<StreamEvent> alive = FakeStreamer.everyFewMilliseconds(StreamEvent.ALIVE);
    FakeStreamer streamer = new FakeStreamer("s", alive);
    try (Engine engine = engine(streamer, SHORT, LONG, OnDisconnect.ABORT);
        ChatStream stream = engine.stream(ChatRequest.of("simple question"))) {
      assertThat(Streams.texts(stream)).containsExactly("hello");
      Attempt late = stream.answer().attempts().getFirst();
      assertThat(late.failure()).isEqualTo("timeout: no content in 150 ms");
      assertThat(late.outcome()).isEqualTo(Outcome.WASTED);
      assertThat(late.usage().output()).isZero();
    }
  }

  @Test
  void asksAnotherIfAProviderThatHasShownItselfFallsSilent() {
    FakeStreamer streamer = new FakeStreamer("s", StreamEvent.ALIVE, FakeStreamer.HANG);
    try (Engine engine = engine(streamer, LONG, SHORT, OnDisconnect.ABORT);
        ChatStream stream = engine.stream(ChatRequest.of("simple question"))) {
      assertThat(Streams.texts(stream)).containsExactly("hello");
      assertThat(stream.answer().attempts().getFirst().failure())
          .isEqualTo("timeout: silent for 150 ms");
    }
  }

  @Test
  void endsAStreamThatFallsSilentAfterContent() throws Exception {
    FakeStreamer streamer = new FakeStreamer("s", text("Hel"), FakeStreamer.HANG);
    try (Engine engine = engine(streamer, LONG, SHORT, OnDisconnect.ABORT);
        ChatStream stream = engine.stream(ChatRequest.of("simple question"))) {
      assertThat(stream.next()).isEqualTo(new Chunk.Text("Hel"));
      assertThatThrownBy(stream::next)
          .isInstanceOfSatisfying(
              PenstockException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
      assertThat(streamer.closed.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void endsAFloodOfSignsOfLife() {
    Supplier<StreamEvent> alive = () -> StreamEvent.ALIVE;
    FakeStreamer streamer = new FakeStreamer("s", alive);
    try (Engine engine = engine(streamer, LONG, LONG, OnDisconnect.ABORT);
        ChatStream stream = engine.stream(ChatRequest.of("simple question"))) {
      assertThat(Streams.texts(stream)).containsExactly("hello");
      assertThat(stream.answer().attempts().getFirst().failure()).startsWith("too-large");
    }
  }

  @Test
  void readsAnAbandonedStreamToItsEndIfThePolicyDrainsTheProvider() throws Exception {
    FakeStreamer streamer = new FakeStreamer("s", text("Hel"), FakeStreamer.GATE, text("lo"), END);
    Engine engine = engine(streamer, LONG, LONG, OnDisconnect.DRAIN);
    ChatStream stream = engine.stream(ChatRequest.of("simple question"));
    stream.next();
    stream.close();
    assertThatThrownBy(stream::next)
        .isInstanceOfSatisfying(
            PenstockException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    assertThat(engine.report().budgets().getFirst().held()).isGreaterThan(Usd.ZERO);
    streamer.gate.countDown();
    engine.close();
    assertThat(engine.report().budgets().getFirst().held()).isEqualTo(Usd.ZERO);
    assertThat(engine.report().usage()).as("as reported").isEqualTo(Usage.of(100, 10));
  }

  @Test
  void endsADrainAtTheDeadlineOfItsAttempt() throws Exception {
    FakeStreamer streamer = new FakeStreamer("s", text("Hel"), FakeStreamer.HANG);
    Engine engine =
        engine(streamer, Deadlines.of(LONG, Duration.ofMillis(300)), OnDisconnect.DRAIN);
    ChatStream stream = engine.stream(ChatRequest.of("simple question"));
    stream.next();
    stream.close();
    engine.close();
    assertThat(streamer.closed.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(engine.report().budgets().getFirst().held()).isEqualTo(Usd.ZERO);
    assertThat(engine.report().usage().estimated()).isTrue();
  }

  @Test
  void takesTheReportedUsageIfTheEndHadComeWhenTheCallerLeft() throws Exception {
    FakeStreamer streamer = new FakeStreamer("s", text("Hel"), text("lo"), END);
    try (Engine engine = engine(streamer, LONG, LONG, OnDisconnect.ABORT)) {
      ChatStream stream = engine.stream(ChatRequest.of("simple question"));
      stream.next();
      assertThat(streamer.closed.await(5, TimeUnit.SECONDS)).isTrue();
      stream.close();
      assertThat(engine.report().usage()).isEqualTo(Usage.of(100, 10));
    }
  }

  @Test
  void postsAllThatAStreamMayHaveComeToIfNobodyKnowsItsPace() {
    FakeStreamer streamer = new FakeStreamer("s", text("Hel"), FakeStreamer.HANG);
    ChatRequest request =
        ChatRequest.builder().user("simple question").maxOutputTokens(70L).build();
    try (Engine engine = engine(streamer, LONG, LONG, OnDisconnect.ABORT)) {
      long bound = Objects.requireNonNull(engine.explain(request).estimate()).inputBound();
      ChatStream stream = engine.stream(request);
      stream.next();
      stream.close();
      assertThat(engine.report().usage()).isEqualTo(Usage.estimate(bound, 70));
    }
  }

  @Test
  void postsWhatCameAndWhatTheFastestStreamWroteInASecond() {
    AtomicLong ticks = new AtomicLong();
    Semaphore read = new Semaphore(0);
    Supplier<StreamEvent> endAfter400Millis =
        () -> {
          read.acquireUninterruptibly();
          ticks.addAndGet(TimeUnit.MILLISECONDS.toNanos(400));
          return END;
        };
    FakeStreamer streamer = new FakeStreamer("s", text("Hello"), endAfter400Millis);
    Policy policy = change(test.policy(), STANDARD, OnDisconnect.ABORT).build();
    ChatRequest request = ChatRequest.of("simple question");
    try (Engine engine = test.builder(policy, streamer).ticker(ticks::get).build()) {
      for (int i = 0; i < 10; i++) {
        try (ChatStream stream = engine.stream(request)) {
          stream.next();
          read.release();
          assertThat(stream.next()).isNull();
        }
      }
      long before = engine.report().usage().output();
      engine.stream(request).close();
      read.release();
      assertThat(engine.report().usage().output() - before)
          .as("1 of Hello, and 25 as 10 took 0.4 s")
          .isEqualTo(1 + 25);
    }
  }

  @Test
  void postsAllThatAWholeAnswerMayHaveComeToWhoseCallerLeft() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    test.dear.does(
        call -> {
          asked.countDown();
          new CountDownLatch(1).await();
          throw new AssertionError("it waits for ever");
        });
    ChatRequest request =
        ChatRequest.builder().user("complex question").maxOutputTokens(70L).build();
    try (Engine engine = test.engine(p -> p.route(TestEngine.cheapest()))) {
      Thread caller =
          Thread.startVirtualThread(
              () ->
                  assertThatThrownBy(() -> engine.route(request))
                      .isInstanceOf(PenstockException.class));
      assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
      caller.interrupt();
      assertThat(caller.join(LONG)).isTrue();
      assertThat(engine.report().usage().output()).isEqualTo(70);
      assertThat(engine.report().usage().estimated()).isTrue();
    }
  }

  @Test
  void doesNotBlameTheProviderForACallerWhoReadsTooSlowly() throws Exception {
    StreamEvent much = text("x".repeat(100_000));
    FakeStreamer streamer = new FakeStreamer("s", much, much, much, much, END);
    try (Engine engine =
        engine(streamer, Deadlines.of(LONG, Duration.ofMillis(300)), OnDisconnect.ABORT)) {
      ChatStream stream = engine.stream(ChatRequest.of("simple question"));
      assertThat(streamer.closed.await(5, TimeUnit.SECONDS)).isTrue();
      stream.close();
      assertThat(test.events.of(dev.penstock.api.EngineEvent.AttemptEnded.class))
          .singleElement()
          .satisfies(
              ended -> {
                assertThat(ended.attempt().outcome()).isEqualTo(Outcome.CANCELLED);
                assertThat(ended.attempt().failure())
                    .isEqualTo("cancelled: the caller read too slowly");
              });
    }
  }

  @Test
  void endsAnAnswerThatIsFarLongerThanItsLimit() {
    StreamEvent piece = text("x".repeat(10_000));
    Supplier<StreamEvent> endless = () -> piece;
    FakeStreamer streamer = new FakeStreamer("s", endless);
    try (Engine engine = engine(streamer, LONG, LONG, OnDisconnect.ABORT);
        ChatStream stream =
            engine.stream(
                ChatRequest.builder().user("simple question").maxOutputTokens(10L).build())) {
      assertThatThrownBy(() -> Streams.texts(stream))
          .hasMessageContaining("far longer than the output limit allows");
    }
  }

  private Engine engine(
      FakeStreamer streamer, Duration firstToken, Duration idle, OnDisconnect onDisconnect) {
    return engine(
        streamer, new Deadlines(LONG, LONG, null, firstToken, idle, null, null), onDisconnect);
  }

  private Engine engine(FakeStreamer streamer, Deadlines deadlines, OnDisconnect onDisconnect) {
    return test.engine(p -> change(p, deadlines, onDisconnect), streamer);
  }

  private static Policy.Builder change(
      Policy.Builder policy, Deadlines deadlines, OnDisconnect onDisconnect) {
    return policy
        .provider("s", ProviderSpec.of("s", new NoSettings()).withOnDisconnect(onDisconnect))
        .model("streamed", ModelSpec.of("s", List.of("simple"), 64_000, PricePeriod.of("1", "2")))
        .budget(BudgetSpec.of("day", BudgetScope.ALL, BudgetPeriod.DAY, Usd.of("10")))
        .deadlines(deadlines)
        .route(RouteSpec.of("r", null, List.of("streamed", "large"), Rank.ORDERED));
  }

  private static StreamEvent text(String text) {
    return new StreamEvent.TextDelta(text);
  }
}
