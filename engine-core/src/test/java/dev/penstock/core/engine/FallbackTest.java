package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream;
import dev.penstock.api.Engine;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.explain.Attempt.Outcome;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.FallbackSpec;
import dev.penstock.api.policy.FallbackSpec.Then;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.fakes.FakeProvider;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderFailure.Phase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How far the models of a route are asked, as its policy says. */
class FallbackTest {
  private static final ChatRequest QUESTION = ChatRequest.of("simple question");

  private final TestEngine test = new TestEngine();

  private Engine engine(FallbackSpec fallback) {
    return test.engine(
        p ->
            p.route(
                RouteSpec.of("r", null, List.of("small", "middle", "large"), Rank.ORDERED)
                    .withFallback(fallback)));
  }

  private static FallbackSpec then(Then filtered, Then empty) {
    return new FallbackSpec(null, null, filtered, empty);
  }

  @Test
  void makesNoMoreAttemptsThanItMay() {
    test.cheap.fails(FailureKind.UNREACHABLE, Phase.NOT_RUN);
    try (Engine engine = engine(new FallbackSpec(1, null, null, null))) {
      assertThatThrownBy(() -> engine.route(QUESTION))
          .isInstanceOfSatisfying(
              PenstockException.class, e -> assertThat(e.attempts()).hasSize(1));
      assertThat(test.dear.calls()).isEmpty();
    }
  }

  @Test
  void makesNoCallThatMightGoBeyondTheCostOfTheRequest() {
    test.cheap.fails(FailureKind.UNREACHABLE, Phase.NOT_RUN);
    try (Engine engine = engine(new FallbackSpec(null, Usd.of("0.005"), null, null))) {
      assertThatThrownBy(() -> engine.route(QUESTION))
          .hasMessageContaining("large: may cost")
          .hasMessageContaining("route r has 0.005000000 USD left for this request");
      assertThat(test.dear.calls()).isEmpty();
    }
  }

  @Test
  void countsWhatFailedAttemptsMayHaveCost() {
    Usd worstOfLarge = Usd.of("0.032894");
    try (Engine engine = engine(new FallbackSpec(null, worstOfLarge, null, null))) {
      test.cheap.fails(FailureKind.SERVER_ERROR, Phase.NOT_RUN);
      assertThat(engine.route(QUESTION).route().model()).isEqualTo("large");
      test.cheap.fails(FailureKind.SERVER_ERROR, Phase.MAY_HAVE_RUN);
      assertThatThrownBy(() -> engine.route(QUESTION)).hasMessageContaining("large: may cost");
    }
  }

  @Test
  void handsOutAnEmptyAnswerUnlessThePolicyWantsAnother() {
    test.cheap.does(call -> FakeProvider.finished("", FinishReason.STOP));
    try (Engine engine = engine(FallbackSpec.DEFAULT)) {
      Answer answer = engine.route(QUESTION);
      assertThat(answer.text()).isEmpty();
      assertThat(answer.attempts()).hasSize(1);
    }
  }

  @Test
  void asksOnceMoreAfterAnEmptyAnswerAndCountsItAsWaste() {
    test.cheap.does(call -> FakeProvider.finished("", FinishReason.STOP));
    test.dear.does(call -> FakeProvider.finished("", FinishReason.STOP));
    try (Engine engine = engine(then(Then.CALLER, Then.NEXT))) {
      Answer answer = engine.route(QUESTION);
      assertThat(answer.attempts())
          .extracting(Attempt::model, Attempt::outcome)
          .containsExactly(tuple("small", Outcome.WASTED), tuple("middle", Outcome.ANSWERED));
      Attempt wasted = answer.attempts().getFirst();
      assertThat(wasted.usage()).as("as reported").isEqualTo(Usage.of(100, 10));
      assertThat(engine.report().wastedCost()).isEqualTo(wasted.cost()).isGreaterThan(Usd.ZERO);
    }
  }

  @Test
  void asksOnceMoreAfterAnEmptyStream() {
    test.cheap.does(call -> FakeProvider.finished("", FinishReason.STOP));
    try (Engine engine = engine(then(Then.CALLER, Then.NEXT));
        ChatStream stream = engine.stream(QUESTION)) {
      assertThat(Streams.texts(stream)).isEmpty();
      assertThat(stream.answer().attempts()).hasSize(2);
    }
  }

  @Test
  void asksAnotherAfterAFilterOnlyIfThePolicySaysSo() {
    test.cheap.does(call -> FakeProvider.finished("", FinishReason.CONTENT_FILTER));
    try (Engine engine = engine(FallbackSpec.DEFAULT)) {
      assertThat(engine.route(QUESTION).finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    }
    try (Engine engine = engine(then(Then.NEXT, Then.CALLER))) {
      Answer answer = engine.route(QUESTION);
      assertThat(answer.route().model()).isEqualTo("large");
      assertThat(answer.attempts()).extracting(Attempt::cost).doesNotContain(Usd.ZERO);
    }
  }

  @Test
  void tellsTheCallerOfAFilterIfNobodyElseIsLeft() {
    test.cheap.fails(FailureKind.CONTENT_FILTERED, Phase.NOT_RUN);
    test.dear.fails(FailureKind.CONTENT_FILTERED, Phase.NOT_RUN);
    try (Engine engine = engine(then(Then.NEXT, Then.CALLER))) {
      assertThatThrownBy(() -> engine.route(QUESTION))
          .isInstanceOfSatisfying(
              PenstockException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.CONTENT_FILTERED);
                assertThat(e.attempts()).hasSize(3);
              });
    }
  }

  @Test
  void asksAnotherIfAModelDoesNotKnowAParameter() {
    test.cheap.fails(FailureKind.UNSUPPORTED, Phase.NOT_RUN);
    try (Engine engine = engine(FallbackSpec.DEFAULT)) {
      assertThat(engine.route(QUESTION).route().model()).isEqualTo("large");
      assertThat(test.cheap.calls())
          .extracting(c -> c.modelId())
          .containsExactly("small", "middle");
    }
  }

  @Test
  void tellsToolCallsOfTheConversationAsTextToAModelThatCallsNone() {
    test.cheap.abilities(Set.of());
    ChatRequest request =
        ChatRequest.builder()
            .user("where is 17?")
            .message(
                new Message.Assistant(
                    "", List.of(new ToolCall("c1", "status", "{\"order\":17}")), Map.of()))
            .message(Message.toolResult("c1", "shipped"))
            .user("simple question")
            .build();
    try (Engine engine = engine(FallbackSpec.DEFAULT)) {
      engine.route(request);
      assertThat(test.cheap.calls().getFirst().request().messages())
          .extracting(Message::text)
          .containsExactly(
              "where is 17?",
              "[called status {\"order\":17}]",
              "[result: shipped]",
              "simple question");
    }
  }
}
