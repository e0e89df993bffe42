package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream;
import dev.penstock.api.Engine;
import dev.penstock.api.EngineEvent.AttemptEnded;
import dev.penstock.api.EngineListener;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.explain.Attempt.Outcome;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetPeriod;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.HedgeSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.api.policy.Share;
import dev.penstock.core.fakes.FakeProvider;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderFailure.Phase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A second model beside a slow one. */
class HedgeTest {
  private static final ChatRequest QUESTION = ChatRequest.of("simple question");

  private final TestEngine test = new TestEngine();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);

  private Engine engine(Usd maxCost) {
    return test.builder(policy(maxCost)).build();
  }

  private Policy policy(Usd maxCost) {
    HedgeSpec hedge = new HedgeSpec(Share.ofPercent(90), Duration.ofMillis(100), maxCost);
    return test.policy()
        .budget(BudgetSpec.of("day", BudgetScope.ALL, BudgetPeriod.DAY, Usd.of("10")))
        .route(RouteSpec.of("r", null, List.of("small", "large"), Rank.ORDERED).withHedge(hedge))
        .build();
  }

  /** Enough quick calls for a measurement; from then on the first model is slow. */
  private void becomesSlow(Engine engine) {
    for (int i = 0; i < 12; i++) {
      assertThat(engine.route(QUESTION).attempts()).hasSize(1);
    }
    test.cheap.does(
        call -> {
          try {
            gate.await();
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
          }
          return FakeProvider.answer("slow");
        });
  }

  @Test
  void givesTheFirstAnswerCancelsTheOtherAndShowsItAsWaste() throws Exception {
    try (Engine engine = engine(Usd.of("1"))) {
      becomesSlow(engine);
      Answer answer = engine.route(QUESTION);
      assertThat(answer.route().model()).isEqualTo("large");
      assertThat(answer.attempts())
          .extracting(Attempt::id, Attempt::model, Attempt::outcome)
          .containsExactly(
              tuple(answer.requestId() + "/1", "small", Outcome.WASTED),
              tuple(answer.requestId() + "/2", "large", Outcome.ANSWERED));
      Attempt loser = answer.attempts().getFirst();
      assertThat(loser.failure()).isEqualTo("cancelled: another model answered first");
      assertThat(loser.cost()).isGreaterThan(Usd.ZERO);
      assertThat(engine.report().wastedCost()).isEqualTo(loser.cost());
      assertThat(engine.report().budgets().getFirst().held()).isEqualTo(Usd.ZERO);
      assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void hedgesStreamsByTheirFirstToken() {
    try (Engine engine = engine(Usd.of("1"))) {
      for (int i = 0; i < 12; i++) {
        try (ChatStream stream = engine.stream(QUESTION)) {
          Streams.texts(stream);
        }
      }
      becomesSlow(engine);
      try (ChatStream stream = engine.stream(QUESTION)) {
        assertThat(Streams.texts(stream)).containsExactly("hello");
        assertThat(stream.answer().attempts())
            .extracting(Attempt::outcome)
            .containsExactly(Outcome.WASTED, Outcome.ANSWERED);
      }
    }
  }

  @Test
  void makesNoSecondCallThatMightCostMoreThanItMay() {
    try (Engine engine = engine(Usd.of("0.000001"))) {
      becomesSlow(engine);
      gate.countDown();
      assertThat(engine.route(QUESTION).text()).isEqualTo("slow");
      assertThat(test.dear.calls()).isEmpty();
    }
  }

  @Test
  void hedgesNothingBeforeItKnowsWhatIsSlow() {
    try (Engine engine = engine(Usd.of("1"))) {
      test.cheap.does(
          call -> {
            gate.await(300, TimeUnit.MILLISECONDS);
            return FakeProvider.answer("slow");
          });
      assertThat(engine.route(QUESTION).text()).isEqualTo("slow");
      assertThat(test.dear.calls()).isEmpty();
    }
  }

  @Test
  void waitsForTheSlowOneIfTheSecondFails() throws Exception {
    test.dear.fails(FailureKind.BAD_REQUEST, Phase.NOT_RUN);
    EngineListener opensWhenItFailed =
        event -> {
          if (event instanceof AttemptEnded ended && ended.attempt().model().equals("large")) {
            gate.countDown();
          }
        };
    try (Engine engine = test.builder(policy(Usd.of("1"))).listener(opensWhenItFailed).build()) {
      becomesSlow(engine);
      Answer answer = engine.route(QUESTION);
      assertThat(answer.text()).isEqualTo("slow");
      assertThat(answer.attempts())
          .extracting(Attempt::model, Attempt::outcome)
          .containsExactly(tuple("large", Outcome.FAILED), tuple("small", Outcome.ANSWERED));
    }
  }

  @Test
  void hedgesOnlyAFifthOfTheCalls() {
    try (Engine engine = engine(Usd.of("1"))) {
      becomesSlow(engine);
      for (int i = 0; i < 3; i++) {
        engine.route(QUESTION);
      }
      assertThat(test.dear.calls()).hasSize(3);
      gate.countDown();
      assertThat(engine.route(QUESTION).attempts()).hasSizeLessThanOrEqualTo(2);
    }
  }
}
