package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.penstock.api.Answer;
import dev.penstock.api.Engine;
import dev.penstock.api.EngineEvent;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.explain.Availability.State;
import dev.penstock.api.explain.Candidate.Filter;
import dev.penstock.api.explain.Explanation;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.api.policy.ConcurrencySpec;
import dev.penstock.api.policy.LimitSpec;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.PricePeriod;
import dev.penstock.api.policy.ProviderSpec;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.api.report.ModelState;
import dev.penstock.core.fakes.FakeProvider;
import dev.penstock.core.fakes.NoSettings;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ProviderReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Limits of the policy and of providers, from the outside. */
class LimitsTest {
  private static final ChatRequest QUESTION = ChatRequest.of("simple question");

  private final TestEngine test = new TestEngine();

  private Policy.Builder policy(ProviderSpec cheap) {
    return test.policy()
        .provider("cheap", cheap)
        .route(RouteSpec.of("r", null, List.of("small", "large"), Rank.ORDERED));
  }

  private Engine engine(Policy.Builder policy) {
    return test.builder(policy.build()).ticker(test.clock.ticker()).build();
  }

  private static ProviderSpec limited(Long requests, Long tokens, ConcurrencySpec concurrency) {
    return new ProviderSpec(
        "cheap", concurrency, requests, tokens, null, null, null, new NoSettings());
  }

  private static ProviderSpec plain() {
    return ProviderSpec.of("cheap", new NoSettings());
  }

  private static PenstockException refused(Engine engine, ChatRequest request) {
    PenstockException e =
        catchThrowableOfType(PenstockException.class, () -> engine.route(request));
    assertThat(e).as("refusal").isNotNull();
    return e;
  }

  private static ModelState health(Engine engine, String model) {
    return engine.health().stream().filter(m -> m.model().equals(model)).findFirst().orElseThrow();
  }

  private static ChatRequest of(String tenant) {
    return ChatRequest.ofTenant(tenant, "simple question");
  }

  /** A policy of one provider and nobody else. */
  private static Policy.Builder alone(ProviderSpec cheap, String... models) {
    Policy.Builder policy = Policy.builder().provider("cheap", cheap);
    for (String model : models) {
      policy.model(
          model, ModelSpec.of("cheap", TestEngine.ALL_TIERS, 8_000, PricePeriod.of("1", "2")));
    }
    return policy.route(RouteSpec.of("r", null, List.of("any"), Rank.ORDERED));
  }

  @Test
  void asksAPeerWithoutACallWhenItsOwnLimitIsUsedUp() {
    try (Engine engine = engine(policy(limited(1L, null, null)))) {
      assertThat(engine.route(QUESTION).route().model()).isEqualTo("small");
      Answer second = engine.route(QUESTION);
      assertThat(second.attempts()).extracting(Attempt::model).containsExactly("large");
      assertThat(second.explanation().candidates().get(1).reason())
          .isEqualTo(
              "place in the route, last because the policy's limit of provider cheap has no request"
                  + " left for 60 s more");
      assertThat(health(engine, "small").availability().state()).isEqualTo(State.LIMITED);
      assertThat(health(engine, "small").availability().until())
          .isBetween(test.clock.instant(), test.clock.instant().plusSeconds(61));
      assertThat(health(engine, "small").requestsLeft()).isZero();
      test.clock.advance(Duration.ofSeconds(61));
      assertThat(engine.route(QUESTION).route().model()).isEqualTo("small");
    }
  }

  @Test
  void waitsAShortWhileForItsOwnLimitWhenNobodyElseIsLeft() {
    Policy.Builder alone = alone(limited(60L, null, null), "small");
    try (Engine engine = test.builder(alone.build()).build()) {
      for (int request = 0; request < 60; request++) {
        engine.route(QUESTION);
      }
      Answer waited = engine.route(QUESTION);
      assertThat(waited.route().model()).isEqualTo("small");
      assertThat(waited.timing().total()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(5));
    }
  }

  @Test
  void saysRateLimitedAndUntilWhenIfNothingButLimitsIsInTheWay() {
    Policy.Builder alone = alone(limited(1L, null, null), "small", "middle");
    try (Engine engine = engine(alone)) {
      engine.route(QUESTION);
      PenstockException e = refused(engine, QUESTION);
      assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED);
      assertThat(e.retryAfter()).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(61));
      assertThat(e)
          .hasMessageContaining("small: the policy's limit of provider cheap has no request left")
          .hasMessageContaining("middle: ");
      assertThat(test.cheap.calls()).hasSize(1);
    }
  }

  @Test
  void aProvidersRateLimitAloneIsARateLimitToo() {
    test.cheap.does(call -> fail(FailureKind.RATE_LIMITED, Duration.ofSeconds(40)));
    test.dear.does(call -> fail(FailureKind.RATE_LIMITED, Duration.ofSeconds(20)));
    try (Engine engine = engine(policy(plain()))) {
      PenstockException e = refused(engine, QUESTION);
      assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED);
      assertThat(e.retryAfter()).as("the earlier one").isEqualTo(Duration.ofSeconds(20));
      assertThat(e.attempts()).hasSize(2);
    }
  }

  @Test
  void anotherFailureAmongThemIsAFailureOfTheProviders() {
    test.cheap.does(call -> fail(FailureKind.RATE_LIMITED, Duration.ofSeconds(40)));
    test.dear.fails(FailureKind.QUOTA_EXHAUSTED, Phase.NOT_RUN);
    try (Engine engine = engine(policy(plain()))) {
      PenstockException first = refused(engine, QUESTION);
      assertThat(first.code()).isEqualTo(ErrorCode.PROVIDERS_FAILED);
      assertThat(first.retryAfter()).isEqualTo(Duration.ofSeconds(40));
      PenstockException second = refused(engine, QUESTION);
      assertThat(second.code())
          .as("the breaker that it opened counts as a failure")
          .isEqualTo(ErrorCode.PROVIDERS_FAILED);
    }
  }

  private static ProviderReply fail(FailureKind kind, Duration retryAfter)
      throws ProviderException {
    throw new ProviderException(
        new ProviderFailure(kind, Phase.NOT_RUN, 0, null, "told to fail", retryAfter));
  }

  @Test
  void openBreakersSayWhenTheFirstMayBeAskedAgain() {
    test.cheap.fails(FailureKind.UNAUTHORIZED, Phase.NOT_RUN);
    test.dear.fails(FailureKind.QUOTA_EXHAUSTED, Phase.NOT_RUN);
    try (Engine engine = engine(policy(plain()))) {
      refused(engine, QUESTION);
      PenstockException e = refused(engine, QUESTION);
      assertThat(e.code()).isEqualTo(ErrorCode.PROVIDERS_FAILED);
      assertThat(e.attempts()).isEmpty();
      assertThat(e.retryAfter()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(11));
      assertThat(e).hasMessageContaining("circuit breaker open until 2026-11-20T12:00:");
    }
  }

  @Test
  void aWrongKeyShutsEveryModelOfTheProviderAndIsToldOnce() {
    test.cheap.fails(FailureKind.UNAUTHORIZED, Phase.NOT_RUN);
    try (Engine engine = engine(policy(plain()))) {
      engine.route(QUESTION);
      engine.route(QUESTION);
      Explanation explanation = engine.explain(QUESTION);
      assertThat(explanation.candidates())
          .filteredOn(c -> c.model().equals("small"))
          .singleElement()
          .satisfies(
              c -> {
                assertThat(c.removedBy()).isEqualTo(Filter.HEALTH);
                assertThat(c.availability().state()).isEqualTo(State.OPEN);
                assertThat(c.availability().cause()).contains("UNAUTHORIZED");
                assertThat(c.availability().until()).isAfter(test.clock.instant());
              });
      assertThat(health(engine, "middle").availability().state()).isEqualTo(State.OPEN);
      assertThat(test.events.of(EngineEvent.ProviderAlert.class))
          .containsExactly(
              new EngineEvent.ProviderAlert("cheap", null, "UNAUTHORIZED, told to fail"));
      test.clock.advance(Duration.ofSeconds(12));
      assertThat(engine.explain(QUESTION).toText()).contains("circuit breaker half open");
      assertThat(health(engine, "small").availability().state()).isEqualTo(State.HALF_OPEN);
    }
  }

  @Test
  void aModelThatIsGoneStaysSoUntilAReload() {
    test.cheap.fails(FailureKind.MODEL_NOT_FOUND, Phase.NOT_RUN);
    try (Engine engine = engine(policy(plain()))) {
      engine.route(QUESTION);
      test.clock.advance(Duration.ofDays(7));
      engine.route(QUESTION);
      assertThat(test.cheap.calls()).hasSize(1);
      assertThat(health(engine, "small").availability().until()).isNull();
      assertThat(health(engine, "middle").availability().state()).isEqualTo(State.CLOSED);
      test.cheap.does(call -> FakeProvider.answer("back"));
      engine.reload();
      assertThat(engine.route(QUESTION).text()).isEqualTo("back");
    }
  }

  @Test
  void refusesATenantBeyondItsLimitBeforeAnyCall() {
    LimitSpec limit = LimitSpec.ofRequests("tenant-rpm", BudgetScope.TENANT, 2);
    try (Engine engine = engine(policy(plain()).limit(limit))) {
      engine.route(of("a"));
      engine.route(of("a"));
      PenstockException e = refused(engine, of("a"));
      assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED);
      assertThat(e).hasMessage("limit tenant-rpm of a has no request left for 30 s more");
      assertThat(e.retryAfter()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
      assertThat(e.explanation().candidates())
          .filteredOn(c -> c.removedBy() == Filter.LIMIT)
          .extracting(c -> c.availability().until())
          .hasSize(2)
          .doesNotContainNull();
      assertThat(engine.route(of("b")).text()).isEqualTo("hello");
      assertThat(engine.report().refused()).isEqualTo(1);
      assertThat(test.cheap.calls()).hasSize(3);
    }
  }

  @Test
  void anExplanationTakesNothing() {
    LimitSpec limit = LimitSpec.ofRequests("all", BudgetScope.ALL, 1);
    try (Engine engine = engine(policy(limited(1L, null, null)).limit(limit))) {
      for (int i = 0; i < 5; i++) {
        assertThat(engine.explain(QUESTION).outcome()).isEqualTo(Explanation.Outcome.CALL);
      }
      engine.route(QUESTION);
      assertThat(engine.explain(QUESTION).outcome()).isEqualTo(Explanation.Outcome.REFUSE);
    }
  }

  @Test
  void aRequestCountsOnceHoweverManyAttemptsItTakes() {
    test.cheap.fails(FailureKind.UNREACHABLE, Phase.NOT_RUN);
    LimitSpec limit = LimitSpec.ofRequests("tenant-rpm", BudgetScope.TENANT, 2);
    try (Engine engine = engine(policy(plain()).limit(limit))) {
      assertThat(engine.route(of("a")).attempts()).hasSize(2);
      assertThat(engine.route(of("a")).attempts()).hasSize(2);
      assertThat(refused(engine, of("a")).code()).isEqualTo(ErrorCode.RATE_LIMITED);
    }
  }

  @Test
  void tokensAreTakenAtTheirMostAndCorrectedByTheRealCount() {
    try (Engine engine = engine(policy(limited(null, 10_000L, null)))) {
      List<Long> during = new ArrayList<>();
      test.cheap.does(
          call -> {
            during.add(health(engine, "small").tokensLeft());
            return FakeProvider.answer("hello", 100, 10);
          });
      engine.route(QUESTION);
      assertThat(during.getFirst()).isLessThan(10_000 - 4_096);
      assertThat(health(engine, "small").tokensLeft()).isEqualTo(10_000 - 110);
    }
  }

  @Test
  void aCandidateWhoseLimitNeverFitsIsRemovedAndSaysWhatToDo() {
    try (Engine engine = engine(policy(limited(null, 100L, null)))) {
      Answer answer = engine.route(QUESTION);
      assertThat(answer.route().model()).isEqualTo("large");
      assertThat(answer.explanation().candidates())
          .filteredOn(c -> c.removedBy() == Filter.LIMIT)
          .singleElement()
          .satisfies(c -> assertThat(c.reason()).contains("never allows the", "but 100"));
    }
  }

  @Test
  void asksAPeerWhileAllPlacesAreTaken() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    test.cheap.does(
        call -> {
          running.countDown();
          go.await(10, TimeUnit.SECONDS);
          return FakeProvider.answer("slow");
        });
    try (Engine engine = engine(policy(limited(null, null, ConcurrencySpec.of(1))));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> first = threads.submit(() -> engine.route(QUESTION));
      assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(health(engine, "small").availability().state()).isEqualTo(State.FULL);
      assertThat(health(engine, "small").inFlight()).isEqualTo(1);
      Answer second = engine.route(QUESTION);
      assertThat(second.attempts()).extracting(Attempt::model).containsExactly("large");
      go.countDown();
      assertThat(first.get(10, TimeUnit.SECONDS).text()).isEqualTo("slow");
      assertThat(health(engine, "small").availability().state()).isEqualTo(State.CLOSED);
    }
  }

  @Test
  void waitsForAPlaceAsLongAsThePolicySaysWhenNobodyElseIsLeft() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    test.cheap.does(
        call -> {
          running.countDown();
          go.await(10, TimeUnit.SECONDS);
          return FakeProvider.answer("slow");
        });
    ConcurrencySpec one = new ConcurrencySpec(1, Duration.ofSeconds(10));
    Policy.Builder alone = alone(limited(null, null, one), "small");
    try (Engine engine = engine(alone);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> first = threads.submit(() -> engine.route(QUESTION));
      assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
      Future<Answer> second = threads.submit(() -> engine.route(QUESTION));
      go.countDown();
      assertThat(first.get(10, TimeUnit.SECONDS).attempts()).hasSize(1);
      assertThat(second.get(10, TimeUnit.SECONDS).attempts()).hasSize(1);
    }
  }

  @Test
  void failsAtOnceWhenAllPlacesAreTakenAndNobodyMayWait() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    test.cheap.does(
        call -> {
          running.countDown();
          go.await(10, TimeUnit.SECONDS);
          return FakeProvider.answer("slow");
        });
    Policy.Builder alone = alone(limited(null, null, ConcurrencySpec.of(1)), "small");
    try (Engine engine = engine(alone);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> first = threads.submit(() -> engine.route(QUESTION));
      assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
      PenstockException e = refused(engine, QUESTION);
      assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED);
      assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(1));
      go.countDown();
      first.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void rateLimitsTeachTheConcurrency() {
    test.cheap.does(call -> fail(FailureKind.RATE_LIMITED, Duration.ofSeconds(1)));
    try (Engine engine = engine(policy(plain()))) {
      assertThat(health(engine, "small").concurrencyLimit()).isNull();
      engine.route(QUESTION);
      assertThat(health(engine, "small").concurrencyLimit()).isEqualTo(1);
      assertThat(health(engine, "small").availability().cause()).isEqualTo("rate limited");
      test.clock.advance(Duration.ofMinutes(5));
      assertThat(health(engine, "small").concurrencyLimit()).isNull();
    }
  }

  @Test
  void everyPlaceIsGivenBackWhateverBecomesOfTheCall() throws Exception {
    test.cheap.does(LimitsTest::anything);
    test.dear.does(LimitsTest::anything);
    Policy.Builder busy =
        policy(limited(100_000L, 1_000_000_000L, new ConcurrencySpec(8, Duration.ofMillis(5))))
            .limit(new LimitSpec("all", BudgetScope.ALL, 1_000_000L, 10_000_000_000L));
    try (Engine engine = test.builder(busy.build()).build()) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> requests = new ArrayList<>();
        for (int request = 0; request < 2_000; request++) {
          boolean streamed = request % 3 == 0;
          requests.add(threads.submit(() -> ask(engine, streamed)));
        }
        for (int request = 0; request < requests.size(); request += 5) {
          requests.get(request).cancel(true);
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(engine.health()).extracting(ModelState::inFlight).containsOnly(0);
    }
  }

  private static void ask(Engine engine, boolean streamed) {
    try {
      if (streamed) {
        try (var stream = engine.stream(QUESTION)) {
          stream.next();
        }
      } else {
        engine.route(QUESTION);
      }
    } catch (PenstockException e) {
      assertThat(e.code()).isNotEqualTo(ErrorCode.INTERNAL);
    }
  }

  private static ProviderReply anything(ProviderCall call) throws Exception {
    int draw = ThreadLocalRandom.current().nextInt(40);
    if (draw < 30) {
      return FakeProvider.answer("hello");
    }
    if (draw == 30) {
      throw new IllegalStateException("a plugin's mistake");
    }
    FailureKind[] kinds = FailureKind.values();
    throw new ProviderException(
        ProviderFailure.of(kinds[draw % kinds.length], Phase.MAY_HAVE_RUN, "told to fail"));
  }
}
