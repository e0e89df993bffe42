package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.Answer;
import dev.penstock.api.Engine;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.PricePeriod;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.fakes.FakeProvider;
import dev.penstock.core.fakes.NoSettings;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When the same provider is asked again, and when it is left alone. */
class RepeatTest {
  private static final ChatRequest QUESTION = ChatRequest.of("simple question");

  private final TestEngine test = new TestEngine();

  private Engine alone() {
    Policy policy =
        Policy.builder()
            .provider("cheap", "cheap", new NoSettings())
            .model(
                "small",
                ModelSpec.of("cheap", TestEngine.ALL_TIERS, 8_000, PricePeriod.of("0.25", "0.38")))
            .route(TestEngine.cheapest())
            .build();
    return test.builder(policy).build();
  }

  private Engine withPeer() {
    return test.engine(
        p -> p.route(RouteSpec.of("r", null, List.of("small", "large"), Rank.ORDERED)));
  }

  private void failsOnce(FailureKind kind, Duration retryAfter) {
    AtomicInteger calls = new AtomicInteger();
    test.cheap.does(
        call -> {
          if (calls.getAndIncrement() == 0) {
            throw new ProviderException(
                new ProviderFailure(kind, Phase.NOT_RUN, 0, null, "told to fail", retryAfter));
          }
          return FakeProvider.answer("hello");
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureKind.class,
      names = {"OVERLOADED", "SERVER_ERROR", "TRY_AGAIN"})
  void asksAgainOnceWhenThereIsNobodyElse(FailureKind kind) {
    failsOnce(kind, null);
    try (Engine engine = alone()) {
      Answer answer = engine.route(QUESTION);
      assertThat(answer.attempts())
          .extracting(Attempt::outcome)
          .containsExactly(Attempt.Outcome.FAILED, Attempt.Outcome.ANSWERED);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureKind.class,
      names = {"OVERLOADED", "SERVER_ERROR"})
  void asksAPeerInstead(FailureKind kind) {
    failsOnce(kind, null);
    try (Engine engine = withPeer()) {
      assertThat(engine.route(QUESTION).route().model()).isEqualTo("large");
      assertThat(test.cheap.calls()).hasSize(1);
    }
  }

  @Test
  void asksTheSameModelAgainFirstIfItSaysSo() {
    failsOnce(FailureKind.TRY_AGAIN, null);
    try (Engine engine = withPeer()) {
      assertThat(engine.route(QUESTION).route().model()).isEqualTo("small");
      assertThat(test.dear.calls()).isEmpty();
    }
  }

  @Test
  void asksAProviderAtMostTwiceForARequest() {
    test.cheap.fails(FailureKind.SERVER_ERROR, Phase.NOT_RUN);
    try (Engine engine = alone()) {
      assertThatThrownBy(() -> engine.route(QUESTION)).isInstanceOf(PenstockException.class);
      assertThat(test.cheap.calls()).hasSize(2);
    }
  }

  @Test
  void doesNotPileUpRepeatsWhenEverythingFails() {
    test.cheap.fails(FailureKind.OVERLOADED, Phase.NOT_RUN);
    try (Engine engine = alone()) {
      for (int request = 0; request < 4; request++) {
        assertThatThrownBy(() -> engine.route(QUESTION)).isInstanceOf(PenstockException.class);
      }
      assertThat(test.cheap.calls()).hasSize(5);
    }
  }

  @Test
  void waitsAShortRetryAfterWhenThereIsNobodyElse() {
    failsOnce(FailureKind.RATE_LIMITED, Duration.ofMillis(10));
    try (Engine engine = alone()) {
      Answer answer = engine.route(QUESTION);
      assertThat(answer.attempts()).hasSize(2);
      assertThat(answer.timing().total()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void asksALimitedProviderLastUntilItsTimeIsUp() {
    failsOnce(FailureKind.RATE_LIMITED, Duration.ofSeconds(60));
    try (Engine engine =
        test.builder(
                test.policy()
                    .route(RouteSpec.of("r", null, List.of("small", "large"), Rank.ORDERED))
                    .build())
            .ticker(test.clock.ticker())
            .build()) {
      assertThat(engine.route(QUESTION).route().model()).isEqualTo("large");
      Answer second = engine.route(QUESTION);
      assertThat(second.attempts()).as("no call in vain").hasSize(1);
      assertThat(second.explanation().candidates().get(1).reason())
          .isEqualTo("place in the route, last because rate limited for 60 s more");
      test.clock.advance(Duration.ofSeconds(61));
      assertThat(engine.route(QUESTION).route().model()).isEqualTo("small");
    }
  }

  @Test
  void asksAPeerBeforeItWaitsForAnotherModelOfTheLimitedProvider() {
    failsOnce(FailureKind.RATE_LIMITED, Duration.ofSeconds(4));
    try (Engine engine =
        test.engine(
            p ->
                p.route(
                    RouteSpec.of("r", null, List.of("small", "middle", "large"), Rank.ORDERED)))) {
      Answer answer = engine.route(QUESTION);
      assertThat(answer.attempts()).extracting(Attempt::model).containsExactly("small", "large");
    }
  }

  @Test
  void saysUntilWhenTheOnlyProviderIsLimitedForLong() {
    failsOnce(FailureKind.RATE_LIMITED, Duration.ofSeconds(60));
    try (Engine engine = alone()) {
      assertThatThrownBy(() -> engine.route(QUESTION))
          .hasMessageContaining("small: rate limited for 59 s more");
      assertThat(test.cheap.calls()).hasSize(1);
    }
  }
}
