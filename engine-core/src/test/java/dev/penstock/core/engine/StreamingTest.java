package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream;
import dev.penstock.api.ChatStream.Chunk;
import dev.penstock.api.Engine;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetPeriod;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.Deadlines;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.PricePeriod;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.fakes.NoSettings;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ReportedUsage;
import dev.penstock.spi.StreamEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StreamingTest {
  private static final StreamEvent END =
      new StreamEvent.End(
          FinishReason.STOP, ReportedUsage.of(Usage.of(100, 10), Map.of()), null, null, Map.of());

  private static ProviderException cut() {
    return new ProviderException(
        ProviderFailure.of(FailureKind.TRUNCATED, Phase.MAY_HAVE_RUN, "connection reset"));
  }

  private final TestEngine test = new TestEngine();

  @Test
  void handsOutChunksAndThenTheWholeAnswerWithItsCost() {
    FakeStreamer streamer = new FakeStreamer("s", text("Hello "), text("there"), END);
    try (Engine engine = engine(streamer);
        ChatStream stream = engine.stream(ChatRequest.of("simple question"))) {
      assertThatThrownBy(stream::answer).isInstanceOf(IllegalStateException.class);
      assertThat(Streams.texts(stream)).containsExactly("Hello ", "there");
      Answer answer = stream.answer();
      assertThat(answer.text()).isEqualTo("Hello there");
      assertThat(answer.usage()).isEqualTo(Usage.of(100, 10));
      assertThat(answer.cost()).isEqualTo(engine.report().cost()).isGreaterThan(Usd.ZERO);
      assertThat(answer.attempts().getFirst().firstToken()).isNotNull();
      assertThat(stream.next()).isNull();
    }
  }

  @Test
  void collectsToolCallsFromTheirPieces() {
    FakeStreamer streamer =
        new FakeStreamer(
            "s",
            new StreamEvent.ToolCallDelta(0, "c1", "find", "{\"id\":"),
            new StreamEvent.ToolCallDelta(0, null, null, "4711}"),
            new StreamEvent.End(FinishReason.TOOL_CALLS, null, null, null, Map.of()));
    try (Engine engine = engine(streamer);
        ChatStream stream = engine.stream(ChatRequest.of("simple question"))) {
      assertThat(stream.next()).isEqualTo(new Chunk.ToolCallPart(0, "c1", "find", "{\"id\":"));
      assertThat(Streams.texts(stream)).isEmpty();
      assertThat(stream.answer().toolCalls())
          .singleElement()
          .satisfies(call -> assertThat(call.arguments()).isEqualTo("{\"id\":4711}"));
    }
  }

  @Test
  void replacesAProviderThatFailsBeforeItsFirstContent() {
    FakeStreamer streamer = new FakeStreamer("s", cut());
    try (Engine engine = engine(streamer);
        ChatStream stream = engine.stream(ChatRequest.of("simple question"))) {
      assertThat(Streams.texts(stream)).containsExactly("hello");
      assertThat(stream.answer().route().model()).isEqualTo("large");
      assertThat(stream.answer().attempts()).hasSize(2);
    }
  }

  @Test
  void tellsWhoAnswersBeforeTheFirstChunk() {
    FakeStreamer streamer = new FakeStreamer("s", cut());
    try (Engine engine = engine(streamer);
        ChatStream stream = engine.stream(ChatRequest.of("simple question"))) {
      assertThat(stream.route().model()).isEqualTo("large");
      assertThat(stream.route().route()).isEqualTo("r");
      Streams.texts(stream);
      assertThat(stream.answer().route()).isEqualTo(stream.route());
    }
  }

  @Test
  void neverShowsACutAnswerAsWholeNorReplacesItUnderTheReader() {
    FakeStreamer streamer = new FakeStreamer("s", text("Hel"), cut());
    try (Engine engine = engine(streamer);
        ChatStream stream = engine.stream(ChatRequest.of("simple question"))) {
      assertThat(stream.next()).isEqualTo(new Chunk.Text("Hel"));
      assertThatThrownBy(stream::next)
          .isInstanceOfSatisfying(
              PenstockException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.PROVIDERS_FAILED);
                assertThat(e.attempts().getFirst().outcome()).isEqualTo(Attempt.Outcome.WASTED);
              });
      assertThatThrownBy(stream::answer).isInstanceOf(IllegalStateException.class);
      assertThat(test.dear.calls()).isEmpty();
      assertThat(engine.report().wastedCost()).isGreaterThan(Usd.ZERO);
      assertThat(engine.report().failed()).isEqualTo(1);
    }
  }

  @Test
  void closingEarlyCancelsUpstreamAndSettlesWhatWasReceived() throws Exception {
    FakeStreamer streamer = new FakeStreamer("s", text("Hello"), FakeStreamer.HANG);
    try (Engine engine = engine(streamer)) {
      ChatStream stream = engine.stream(ChatRequest.of("simple question"));
      assertThat(stream.next()).isEqualTo(new Chunk.Text("Hello"));
      stream.close();
      stream.close();
      assertThat(streamer.closed.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(engine.report().budgets().getFirst().held()).isEqualTo(Usd.ZERO);
      assertThat(engine.report().budgets().getFirst().used())
          .isEqualTo(engine.report().wastedCost())
          .isGreaterThan(Usd.ZERO);
      assertThatThrownBy(stream::next)
          .isInstanceOfSatisfying(
              PenstockException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }
  }

  @Test
  void givesUpAStreamThatHangsAtItsDeadline() throws Exception {
    FakeStreamer streamer = new FakeStreamer("s", text("Hello"), FakeStreamer.HANG);
    try (Engine engine = engine(streamer, Duration.ofMillis(200));
        ChatStream stream = engine.stream(ChatRequest.of("simple question"))) {
      stream.next();
      assertThatThrownBy(stream::next).isInstanceOf(PenstockException.class);
      assertThat(streamer.closed.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(engine.report().budgets().getFirst().held()).isEqualTo(Usd.ZERO);
    }
  }

  @Test
  void settlesAStreamThatNobodyReadsAtItsDeadline() throws Exception {
    FakeStreamer streamer = new FakeStreamer("s", text("Hello"), FakeStreamer.HANG);
    Engine engine = engine(streamer, Duration.ofMillis(200));
    ChatStream forgotten = engine.stream(ChatRequest.of("simple question"));
    assertThat(streamer.closed.await(5, TimeUnit.SECONDS)).isTrue();
    engine.close();
    assertThat(engine.report().budgets().getFirst().held()).isEqualTo(Usd.ZERO);
    assertThat(engine.report().failed()).isEqualTo(1);
    forgotten.close();
    assertThat(engine.report().failed()).isEqualTo(1);
  }

  @Test
  void streamsFromAProviderThatCannotStream() {
    try (Engine engine = test.engine(p -> p.route(TestEngine.cheapest()));
        ChatStream stream = engine.stream(ChatRequest.of("simple question"))) {
      assertThat(Streams.texts(stream)).containsExactly("hello");
      assertThat(stream.answer().cost()).isEqualTo(Usd.of("0.0000288"));
    }
  }

  private Engine engine(FakeStreamer streamer) {
    return engine(streamer, Duration.ofSeconds(20));
  }

  private Engine engine(FakeStreamer streamer, Duration attempt) {
    return test.engine(
        p ->
            p.provider("s", "s", new NoSettings())
                .model(
                    "streamed",
                    ModelSpec.of("s", List.of("simple"), 64_000, PricePeriod.of("1", "2")))
                .budget(BudgetSpec.of("day", BudgetScope.ALL, BudgetPeriod.DAY, Usd.of("10")))
                .deadlines(Deadlines.of(Duration.ofSeconds(20), attempt))
                .route(RouteSpec.of("r", null, List.of("streamed", "large"), Rank.ORDERED)),
        streamer);
  }

  private static StreamEvent text(String text) {
    return new StreamEvent.TextDelta(text);
  }
}
