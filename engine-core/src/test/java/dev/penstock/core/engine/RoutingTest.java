package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.penstock.api.Answer;
import dev.penstock.api.Engine;
import dev.penstock.api.EngineEvent;
import dev.penstock.api.EngineEvent.PluginTrouble;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.chat.Priority;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.chat.ToolSpec;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.explain.CacheState;
import dev.penstock.api.explain.Candidate.Filter;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.Ability;
import dev.penstock.api.policy.BudgetPeriod;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.PricePeriod;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.api.policy.When;
import dev.penstock.core.fakes.FakeProvider;
import dev.penstock.core.fakes.NoSettings;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ProviderReply;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoutingTest {
  private final TestEngine test = new TestEngine();

  @Test
  void routesEachTierToTheCheapestCapableModel() {
    try (Engine engine = test.engine(p -> p.route(TestEngine.cheapest()))) {
      assertThat(engine.route(ChatRequest.of("simple question")).route().model())
          .isEqualTo("small");
      assertThat(engine.route(ChatRequest.of("complex question")).route().model())
          .isEqualTo("large");
    }
  }

  @Test
  void goesUpAndNeverDownWithoutASignal() {
    try (Engine engine = test.engine(p -> p.route(TestEngine.cheapest()))) {
      Answer answer = engine.route(ChatRequest.of("yes"));
      assertThat(answer.route().tier()).isEqualTo("moderate");
      assertThat(answer.explanation().classified().decidedBy()).isEqualTo("when-unsure");
    }
  }

  @Test
  void pricesTheAnswerExactlyAndSaysWhoGaveIt() {
    try (Engine engine = test.engine(p -> p.route(TestEngine.cheapest()))) {
      Answer answer = engine.route(ChatRequest.of("simple question"));
      assertThat(answer.text()).isEqualTo("hello");
      assertThat(answer.cost()).isEqualTo(Usd.of("0.0000288"));
      assertThat(answer.route().provider()).isEqualTo("cheap");
      assertThat(answer.route().simulated()).isFalse();
      assertThat(answer.cache()).isEqualTo(CacheState.OFF);
      assertThat(answer.attempts()).hasSize(1);
      assertThat(answer.attempts().getFirst().id()).isEqualTo(answer.requestId() + "/1");
      assertThat(answer.escalation()).isNull();
    }
  }

  @Test
  void takesTheFirstRouteWhoseConditionHolds() {
    try (Engine engine =
        test.engine(
            p ->
                p.route(
                        RouteSpec.of(
                            "urgent",
                            new When(null, null, List.of(Priority.URGENT), null, null),
                            List.of("large"),
                            Rank.ORDERED))
                    .route(TestEngine.cheapest()))) {
      ChatRequest urgent =
          ChatRequest.builder()
              .user("simple question")
              .metadata(Metadata.builder().priority(Priority.URGENT).build())
              .build();
      assertThat(engine.route(urgent).route().route()).isEqualTo("urgent");
      assertThat(engine.route(ChatRequest.of("simple question")).route().route())
          .isEqualTo("everything");
    }
  }

  @Test
  void answersWithTheModelThatIsAskedForUnderThePolicysLimits() {
    try (Engine engine = test.engine(p -> p.route(TestEngine.cheapest()))) {
      ChatRequest asked = ChatRequest.builder().user("simple question").model("large").build();
      assertThat(engine.route(asked).route().model()).isEqualTo("large");
      assertThatThrownBy(
              () -> engine.route(ChatRequest.builder().user("q").model("nobody").build()))
          .isInstanceOfSatisfying(
              PenstockException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_MODEL))
          .hasMessageContaining("nobody")
          .hasMessageContaining("small, middle, large");
    }
  }

  @Test
  void listenersAreToldOfRequestsThatMakeNoSense() {
    try (Engine engine = test.engine(p -> p.route(TestEngine.cheapest()))) {
      ChatRequest unknown =
          ChatRequest.builder()
              .id("r1")
              .user("q")
              .model("nobody")
              .metadata(Metadata.builder().tenant("shop").build())
              .build();
      ChatRequest empty = ChatRequest.builder().build();
      assertThatThrownBy(() -> engine.route(unknown)).isInstanceOf(PenstockException.class);
      assertThatThrownBy(() -> engine.stream(empty)).isInstanceOf(PenstockException.class);
      assertThatThrownBy(() -> engine.explain(unknown)).isInstanceOf(PenstockException.class);

      assertThat(test.events.of(EngineEvent.NotAnswered.class))
          .extracting(e -> e.error().code(), EngineEvent.NotAnswered::tenant)
          .containsExactly(
              tuple(ErrorCode.UNKNOWN_MODEL, "shop"), tuple(ErrorCode.INVALID_REQUEST, "none"));
      assertThat(test.events.of(EngineEvent.NotAnswered.class).getFirst().requestId())
          .isEqualTo("r1");
      assertThat(engine.report().queries() + engine.report().refused())
          .as("in the ledger")
          .isZero();
    }
  }

  @Test
  void passesOverModelsThatLackAnAbility() {
    try (Engine engine =
        test.engine(
            p ->
                p.model(
                        "able",
                        ModelSpec.builder("dear", TestEngine.ALL_TIERS, 64_000)
                            .abilities(Set.of(Ability.TOOLS, Ability.JSON_SCHEMA))
                            .price(PricePeriod.of("5", "9"))
                            .build())
                    .route(TestEngine.cheapest()))) {
      ChatRequest tools =
          ChatRequest.builder()
              .user("simple question")
              .tool(ToolSpec.of("find", "finds an order", "{}"))
              .responseFormat(ResponseFormat.JSON_OBJECT)
              .build();
      Answer answer = engine.route(tools);
      assertThat(answer.route().model()).isEqualTo("able");
      assertThat(answer.explanation().candidates())
          .filteredOn(c -> c.removedBy() == Filter.ABILITY)
          .extracting("model", "reason")
          .contains(tuple("small", "lacks [tools, json-object]"));
    }
  }

  @Test
  void doesNotSendWhatDoesNotFitIntoTheWindow() {
    try (Engine engine = test.engine(p -> p.route(TestEngine.cheapest()))) {
      Answer answer = engine.route(ChatRequest.of("simple " + "words and words ".repeat(2_000)));
      assertThat(answer.route().model()).isEqualTo("middle");
      assertThat(answer.explanation().candidates())
          .filteredOn(c -> c.removedBy() == Filter.WINDOW)
          .extracting("model")
          .containsExactly("small");
    }
  }

  @Test
  void countsTokensOnlyWhereTheDecisionDependsOnThem() {
    try (Engine engine = test.engine(p -> p.route(TestEngine.cheapest()))) {
      assertThat(engine.route(ChatRequest.of("simple q")).explanation().estimate().inputTokens())
          .isNull();
    }
    try (Engine engine =
        new TestEngine()
            .engine(
                p ->
                    p.model(
                            "crossing",
                            ModelSpec.of(
                                "cheap", List.of("simple"), 8_000, PricePeriod.of("0.1", "0.40")))
                        .route(TestEngine.cheapest()))) {
      String text = "simple " + "question ".repeat(30);
      assertThat(engine.route(ChatRequest.of(text)).explanation().estimate().inputTokens())
          .isBetween(30L, 60L);
    }
  }

  @Test
  void sendsTheOutputLimitThatItHolds() {
    try (Engine engine =
        test.engine(
            p ->
                p.route(
                    RouteSpec.of("r", null, List.of("any"), Rank.CHEAPEST)
                        .withOutput(300L, null)))) {
      engine.route(ChatRequest.of("simple question"));
      engine.route(ChatRequest.builder().user("simple question").maxOutputTokens(50L).build());
      engine.route(ChatRequest.builder().user("simple question").maxOutputTokens(900L).build());
      assertThat(test.cheap.calls())
          .extracting(c -> c.maxOutputTokens())
          .containsExactly(300L, 50L, 300L);
    }
  }

  @Test
  void sendsDocumentsAsContextAfterTheInstructions() {
    try (Engine engine = test.engine(p -> p.route(TestEngine.cheapest()))) {
      engine.route(
          ChatRequest.builder()
              .system("be brief")
              .user("simple question")
              .document("order", "4711 shipped")
              .build());
      ChatRequest sent = test.cheap.calls().getFirst().request();
      assertThat(sent.documents()).isEmpty();
      assertThat(sent.messages())
          .extracting(m -> m.text())
          .containsExactly("be brief", "Context:\norder: 4711 shipped", "simple question");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureKind.class,
      names = {
        "CONTENT_FILTERED",
        "BAD_REQUEST",
        "CANCELLED",
        "CONTEXT_LENGTH_EXCEEDED",
        "TRY_AGAIN"
      },
      mode = EnumSource.Mode.EXCLUDE)
  void asksTheNextModelWhenOneFails(FailureKind kind) {
    test.cheap.fails(kind, Phase.NOT_RUN);
    try (Engine engine =
        test.engine(
            p -> p.route(RouteSpec.of("r", null, List.of("small", "large"), Rank.ORDERED)))) {
      Answer answer = engine.route(ChatRequest.of("simple question"));
      assertThat(answer.route().model()).isEqualTo("large");
      assertThat(answer.attempts())
          .extracting(Attempt::outcome)
          .containsExactly(Attempt.Outcome.FAILED, Attempt.Outcome.ANSWERED);
      assertThat(answer.attempts().getFirst().cost()).isEqualTo(Usd.ZERO);
      assertThat(engine.report().cost()).isEqualTo(answer.cost());
    }
  }

  @Test
  void countsAFailedCallThatMayHaveRunAsWaste() {
    test.cheap.fails(FailureKind.SERVER_ERROR, Phase.MAY_HAVE_RUN);
    try (Engine engine =
        test.engine(
            p -> p.route(RouteSpec.of("r", null, List.of("small", "large"), Rank.ORDERED)))) {
      Answer answer = engine.route(ChatRequest.of("simple question"));
      Attempt wasted = answer.attempts().getFirst();
      assertThat(wasted.outcome()).isEqualTo(Attempt.Outcome.WASTED);
      assertThat(wasted.usage().estimated()).isTrue();
      assertThat(wasted.cost()).isGreaterThan(Usd.ZERO);
      assertThat(engine.report().wastedCost()).isEqualTo(wasted.cost());
      assertThat(engine.report().estimatedCost()).isEqualTo(wasted.cost());
      assertThat(answer.cost()).isEqualTo(engine.report().cost());
    }
  }

  @Test
  void tellsTheCallerAtOnceWhatIsTheCallersToKnow() {
    test.cheap.fails(FailureKind.BAD_REQUEST, Phase.NOT_RUN);
    try (Engine engine =
        test.engine(
            p -> p.route(RouteSpec.of("r", null, List.of("small", "large"), Rank.ORDERED)))) {
      assertThatThrownBy(() -> engine.route(ChatRequest.of("simple question")))
          .isInstanceOfSatisfying(
              PenstockException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.REFUSED_BY_PROVIDER));
      assertThat(test.dear.calls()).isEmpty();
      assertThat(engine.report().failed()).isEqualTo(1);
    }
  }

  @Test
  void asksOnlyLargerWindowsAfterTheContextWasTooLong() {
    test.cheap.fails(FailureKind.CONTEXT_LENGTH_EXCEEDED, Phase.NOT_RUN);
    try (Engine engine =
        test.engine(
            p ->
                p.route(
                    RouteSpec.of("r", null, List.of("middle", "small", "large"), Rank.ORDERED)))) {
      Answer answer = engine.route(ChatRequest.of("simple question"));
      assertThat(answer.attempts()).extracting(Attempt::model).containsExactly("middle", "large");
    }
  }

  @Test
  void namesEveryAttemptWhenAllFail() {
    test.cheap.fails(FailureKind.OVERLOADED, Phase.NOT_RUN);
    test.dear.fails(FailureKind.RATE_LIMITED, Phase.NOT_RUN);
    try (Engine engine = test.engine(p -> p.route(TestEngine.cheapest()))) {
      assertThatThrownBy(() -> engine.route(ChatRequest.of("simple question")))
          .isInstanceOfSatisfying(
              PenstockException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.PROVIDERS_FAILED);
                assertThat(e.attempts()).hasSize(3);
                assertThat(e.explanation()).isNotNull();
              })
          .hasMessageContaining("small (cheap): overloaded")
          .hasMessageContaining("large (dear): rate-limited");
      assertThat(engine.report().budgets()).isEmpty();
    }
  }

  @Test
  void shutsOutAModelThatKeepsFailingAndAsksItAgainLater() {
    test.cheap.fails(FailureKind.SERVER_ERROR, Phase.NOT_RUN);
    try (Engine engine =
        test.builder(
                test.policy()
                    .route(RouteSpec.of("r", null, List.of("small", "large"), Rank.ORDERED))
                    .build())
            .ticker(test.clock.ticker())
            .build()) {
      for (int i = 0; i < 10; i++) {
        engine.route(ChatRequest.of("simple question"));
      }
      Answer answer = engine.route(ChatRequest.of("simple question"));
      assertThat(answer.attempts()).hasSize(1);
      assertThat(answer.explanation().candidates())
          .filteredOn(c -> c.removedBy() == Filter.HEALTH)
          .singleElement()
          .satisfies(c -> assertThat(c.reason()).contains("circuit breaker open until"));
      test.cheap.does(call -> FakeProvider.answer("back"));
      test.clock.advance(Duration.ofSeconds(11));
      assertThat(engine.route(ChatRequest.of("simple question")).text()).isEqualTo("back");
    }
  }

  @Test
  void estimatesUsageThatIsMissingAndMarksIt() {
    test.cheap.does(
        call ->
            new ProviderReply(
                "four words of answer", List.of(), FinishReason.STOP, null, null, null, Map.of()));
    try (Engine engine = test.engine(p -> p.route(TestEngine.cheapest()))) {
      Answer answer = engine.route(ChatRequest.of("simple question"));
      assertThat(answer.usage().estimated()).isTrue();
      assertThat(answer.usage().output()).isEqualTo(4);
      assertThat(engine.report().estimatedCost()).isEqualTo(answer.cost());
    }
  }

  @Test
  void refusesUsageThatCannotBe() {
    test.cheap.does(call -> FakeProvider.answer("hi", 1_000_000, 1));
    try (Engine engine = test.engine(p -> p.route(TestEngine.cheapest()))) {
      Answer answer = engine.route(ChatRequest.of("simple question"));
      assertThat(answer.usage().estimated()).isTrue();
      assertThat(test.events.of(PluginTrouble.class)).hasSize(1);
    }
  }

  @Test
  void refusesWhatTheBudgetCannotBearAndTriesTheCheaperModelFirst() {
    BudgetSpec day = BudgetSpec.of("day", BudgetScope.ALL, BudgetPeriod.DAY, Usd.of("0.01"));
    try (Engine engine =
        test.engine(
            p ->
                p.budget(day)
                    .route(
                        RouteSpec.of("r", null, List.of("large", "small"), Rank.ORDERED)
                            .withOutput(2_000L, null)))) {
      Answer answer = engine.route(ChatRequest.of("simple question"));
      assertThat(answer.route().model()).isEqualTo("small");
      assertThat(answer.explanation().candidates())
          .extracting("model", "removedBy")
          .contains(tuple("large", Filter.BUDGET));
      assertThatThrownBy(() -> engine.route(ChatRequest.of("complex question")))
          .isInstanceOfSatisfying(
              PenstockException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.BUDGET_EXHAUSTED);
                assertThat(Objects.requireNonNull(e.explanation()).holds())
                    .singleElement()
                    .satisfies(
                        hold -> {
                          assertThat(hold.fits()).isFalse();
                          assertThat(hold.amount()).isGreaterThan(Usd.of("0.01"));
                          assertThat(hold.until())
                              .isEqualTo(engine.report().budgets().getFirst().until());
                        });
              })
          .hasMessageContaining("budget day has");
      assertThat(engine.report().refused()).isEqualTo(1);
      assertThat(engine.report().budgets().getFirst().used()).isEqualTo(answer.cost());
      assertThat(engine.report().budgets().getFirst().held()).isEqualTo(Usd.ZERO);
    }
  }

  @Test
  void spreadsSessionsByWeightAndKeepsEachOneWhereItIs() {
    try (Engine engine =
        test.engine(
            p ->
                p.route(
                        RouteSpec.of(
                                "r", When.tier("simple"), List.of("small", "middle"), Rank.WEIGHTED)
                            .withWeights(Map.of("small", 3L, "middle", 1L)))
                    .route(TestEngine.cheapest()))) {
      Map<String, Integer> counts = new HashMap<>();
      for (int i = 0; i < 2_000; i++) {
        ChatRequest request =
            ChatRequest.builder()
                .user("simple question")
                .metadata(Metadata.builder().session("session-" + i).build())
                .build();
        String model = engine.explain(request).candidates().getFirst().model();
        assertThat(engine.explain(request).candidates().getFirst().model()).isEqualTo(model);
        counts.merge(model, 1, Integer::sum);
      }
      assertThat(counts.get("small")).isBetween(1_400, 1_600);
    }
  }

  @Test
  void ranksByStatedLatencyUntilEnoughWasMeasured() {
    FakeProvider slow = new FakeProvider("slow");
    try (Engine engine =
        test.engine(
            p ->
                p.provider("slow", "slow", new NoSettings())
                    .model("stated-fast", withLatency("slow", 10))
                    .model("stated-slow", withLatency("dear", 900))
                    .route(
                        RouteSpec.of(
                            "r", null, List.of("stated-slow", "stated-fast"), Rank.FASTEST)),
            slow)) {
      Answer answer = engine.route(ChatRequest.of("simple question"));
      assertThat(answer.explanation().candidates())
          .filteredOn(c -> c.kept())
          .extracting("model", "reason")
          .containsExactly(
              tuple("stated-fast", "10 ms, stated"), tuple("stated-slow", "900 ms, stated"));
    }
  }

  private static ModelSpec withLatency(String provider, long millis) {
    return ModelSpec.builder(provider, TestEngine.ALL_TIERS, 64_000)
        .price(PricePeriod.of("1", "1"))
        .latency(Duration.ofMillis(millis))
        .build();
  }

  @Test
  void refusesRequestsThatMakeNoSense() {
    try (Engine engine = test.engine(p -> p.route(TestEngine.cheapest()))) {
      assertThatThrownBy(() -> engine.route(ChatRequest.builder().build()))
          .hasMessageContaining("no messages");
      assertThatThrownBy(() -> engine.route(ChatRequest.builder().assistant("done").build()))
          .hasMessageContaining("assistant");
    }
  }

  @Test
  void passesProviderFieldsThroughUnread() {
    try (Engine engine = test.engine(p -> p.route(TestEngine.cheapest()))) {
      engine.route(
          ChatRequest.builder()
              .user("simple question")
              .extra("cheap", "thinking", Map.of("type", "enabled"))
              .extra("dear", "verbosity", "low")
              .extra(ChatRequest.ANY_PROVIDER, "user", "u1")
              .build());
      assertThat(test.cheap.calls().getFirst().extra()).containsOnlyKeys("thinking", "user");
    }
  }
}
