package dev.penstock.provider.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.chat.ToolChoice;
import dev.penstock.api.chat.ToolSpec;
import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.NonBlocking;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFactory;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ProviderStream;
import dev.penstock.spi.StreamEvent;
import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.provider.Reported;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Timeout(30)
final class SimulatedProviderTest {
  private final FakeClock clock = new FakeClock();

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(ProviderFactory.class))
        .anyMatch(SimulatedProviderFactory.class::isInstance);
  }

  @Test
  void answersTheSameInWholeAndInPieces() throws Exception {
    try (SimulatedProvider provider = Calls.open(SimulatedSettings.DEFAULTS, clock)) {
      ProviderReply whole = provider.call(Calls.of("Where is my order?"));
      StringBuilder text = new StringBuilder();
      StreamEvent.End end = null;
      int pieces = 0;
      try (ProviderStream stream = provider.stream(Calls.of("Where is my order?"))) {
        for (StreamEvent event = stream.next(); event != null; event = stream.next()) {
          switch (event) {
            case StreamEvent.TextDelta delta -> {
              text.append(delta.text());
              pieces++;
            }
            case StreamEvent.ToolCallDelta tool -> throw new AssertionError(tool);
            case StreamEvent.Alive alive -> throw new AssertionError(alive);
            case StreamEvent.End last -> end = last;
          }
        }
        assertThat(stream.next()).isNull();
      }
      assertThat(text).hasToString(whole.text());
      assertThat(pieces).isGreaterThan(100);
      assertThat(end.usage()).isEqualTo(whole.usage());
      assertThat(end.responseId()).isEqualTo(whole.responseId());
      assertThat(whole.model()).isEqualTo("small-chat");
      assertThat(whole.finishReason()).isEqualTo(FinishReason.STOP);
      assertThat(Reported.counts(whole.usage()).usage().output())
          .isEqualTo(Tokens.count(whole.text()));
    }
  }

  @Test
  void promisesNotToBlockOnlyIfItNeverWaits() {
    assertThat(Calls.open(SimulatedSettings.DEFAULTS, clock)).isInstanceOf(NonBlocking.class);
    assertThat(Calls.open(Calls.failing(FailureKind.SERVER_ERROR, 5), clock))
        .isInstanceOf(NonBlocking.class);
    assertThat(Calls.open(Calls.failing(FailureKind.TIMEOUT, 5), clock))
        .isNotInstanceOf(NonBlocking.class);
    assertThat(Calls.open(Calls.timed(Duration.ofMillis(1), null), clock))
        .isNotInstanceOf(NonBlocking.class);
    assertThat(Calls.open(Calls.timed(null, 100L), clock)).isNotInstanceOf(NonBlocking.class);
  }

  @Test
  void answersWhenItsLatencyHasPassed() throws Exception {
    SimulatedSettings settings = Calls.timed(Duration.ofSeconds(10), null);
    try (SimulatedProvider provider = Calls.open(settings, clock);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Duration> answered =
          threads.submit(
              () -> {
                provider.call(Calls.of("hello"));
                return clock.passed();
              });
      while (!answered.isDone()) {
        clock.advance(Duration.ofMillis(500));
        Thread.onSpinWait();
      }
      assertThat(answered.get()).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
    }
  }

  @Test
  void timesOutIfTheAnswerWouldTakeTooLong() {
    SimulatedSettings settings = Calls.timed(Duration.ofSeconds(31), null);
    assertThat(failureOf(settings).failure().kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(clock.passed()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void endsWhenItsThreadIsInterrupted() throws Exception {
    SimulatedSettings settings = Calls.timed(Duration.ofSeconds(10), null);
    try (SimulatedProvider provider = Calls.open(settings, clock)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> provider.call(Calls.of("hello")))
          .isInstanceOfSatisfying(
              ProviderException.class,
              e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.CANCELLED));
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void endsAStreamThatAnotherThreadCloses() throws Exception {
    SimulatedSettings settings = Calls.timed(Duration.ofSeconds(10), null);
    try (SimulatedProvider provider = Calls.open(settings, clock);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ProviderStream stream = provider.stream(Calls.of("hello"));
      Future<StreamEvent> event = threads.submit(stream::next);
      stream.close();
      assertThatThrownBy(event::get).hasCauseInstanceOf(ProviderException.class);
      stream.close();
    }
  }

  @Test
  void endsItsCallsWhenItIsClosed() throws Exception {
    SimulatedProvider provider = Calls.open(Calls.timed(Duration.ofSeconds(10), null), clock);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<ProviderReply> reply = threads.submit(() -> provider.call(Calls.of("hello")));
      provider.close();
      assertThatThrownBy(reply::get).hasCauseInstanceOf(ProviderException.class);
    }
    assertThatThrownBy(() -> provider.call(Calls.of("hello")))
        .isInstanceOf(ProviderException.class);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"CANCELLED", "PLUGIN_FAILED"})
  void failsInEveryWayAProviderCan(FailureKind kind) {
    assertThat(failureOf(Calls.failing(kind, 100)).failure().kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"CANCELLED", "PLUGIN_FAILED"})
  void failsInAStreamAsInAWhole(FailureKind kind) {
    ProviderException failure =
        whileTimePasses(Calls.failing(kind, 100), provider -> drain(provider));
    assertThat(failure.failure().kind()).isEqualTo(kind);
  }

  @Test
  void breaksOffAStreamInItsMiddle() throws Exception {
    try (SimulatedProvider provider = Calls.open(Calls.failing(FailureKind.TRUNCATED, 100), clock);
        ProviderStream stream = provider.stream(Calls.of("hello"))) {
      assertThat(stream.next()).isEqualTo(new StreamEvent.TextDelta("[sim"));
      ProviderException failure =
          catchThrowableOfType(
              ProviderException.class,
              () -> {
                while (stream.next() != null) {}
              });
      assertThat(failure.failure().kind()).isEqualTo(FailureKind.TRUNCATED);
    }
  }

  @Test
  void callsAToolOnlyWhenItMust() throws Exception {
    ChatRequest request =
        ChatRequest.builder()
            .user("hello")
            .tool(ToolSpec.of("find_order", "Finds an order", "{}"))
            .toolChoice(ToolChoice.REQUIRED)
            .build();
    try (SimulatedProvider provider = Calls.open(SimulatedSettings.DEFAULTS, clock)) {
      ProviderReply reply = provider.call(Calls.of(request));
      assertThat(reply.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
      assertThat(reply.toolCalls()).extracting(ToolCall::name).containsExactly("find_order");

      ChatRequest free = request.toBuilder().toolChoice(ToolChoice.AUTO).build();
      assertThat(provider.call(Calls.of(free)).toolCalls()).isEmpty();
    }
  }

  @Test
  void answersWithJsonWhenAskedTo() throws Exception {
    ChatRequest request =
        ChatRequest.builder().user("hello").responseFormat(ResponseFormat.JSON_OBJECT).build();
    try (SimulatedProvider provider = Calls.open(SimulatedSettings.DEFAULTS, clock)) {
      assertThat(provider.call(Calls.of(request)).text())
          .startsWith("{\"answer\":\"[simulated] small-chat: ")
          .endsWith("\"}");
    }
  }

  @Test
  void putsTextsThatShareWordsNearToEachOther() throws Exception {
    List<String> texts =
        List.of("Where is my order?", "where is MY parcel", "I want to speak to a manager", "?!");
    try (SimulatedProvider provider = Calls.open(SimulatedSettings.DEFAULTS, clock)) {
      List<float[]> vectors =
          provider.embed(new EmbeddingCall("e", texts, 256, Duration.ofSeconds(1))).vectors();
      assertThat(vectors).hasSize(4).allMatch(vector -> vector.length == 256);
      assertThat(dot(vectors.get(0), vectors.get(0))).isBetween(0.999, 1.001);
      assertThat(dot(vectors.get(0), vectors.get(1))).isBetween(0.6, 0.9);
      assertThat(dot(vectors.get(0), vectors.get(2))).isBetween(-0.3, 0.3);
      assertThat(provider.embed(new EmbeddingCall("e", texts, 256, Duration.ZERO)).vectors())
          .usingRecursiveComparison()
          .isEqualTo(vectors);
    }
  }

  @Test
  void readsTheNumberOfAnAttemptFromItsId() {
    assertThat(SimulatedProvider.attemptNumber("r-1/2")).isEqualTo(2);
    assertThat(SimulatedProvider.attemptNumber("a/b/13")).isEqualTo(13);
    assertThat(SimulatedProvider.attemptNumber("12")).isZero();
    assertThat(SimulatedProvider.attemptNumber("r/")).isZero();
    assertThat(SimulatedProvider.attemptNumber("r/x")).isZero();
    assertThat(SimulatedProvider.attemptNumber("r/99999999999999999999")).isZero();
  }

  private ProviderException failureOf(SimulatedSettings settings) {
    return whileTimePasses(settings, provider -> provider.call(Calls.of("hello")));
  }

  /** Runs what must fail while the clock moves on by a second at a time. */
  private ProviderException whileTimePasses(SimulatedSettings settings, Failing action) {
    try (SimulatedProvider provider = Calls.open(settings, clock);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<ProviderException> failure =
          threads.submit(
              () -> catchThrowableOfType(ProviderException.class, () -> action.run(provider)));
      while (!failure.isDone()) {
        clock.advance(Duration.ofSeconds(1));
        Thread.onSpinWait();
      }
      return failure.resultNow();
    }
  }

  private static void drain(SimulatedProvider provider) throws ProviderException {
    try (ProviderStream stream = provider.stream(Calls.of("hello"))) {
      while (stream.next() != null) {}
    }
  }

  private static double dot(float[] first, float[] second) {
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += first[i] * second[i];
    }
    return sum;
  }

  @FunctionalInterface
  private interface Failing {
    void run(SimulatedProvider provider) throws ProviderException;
  }
}
