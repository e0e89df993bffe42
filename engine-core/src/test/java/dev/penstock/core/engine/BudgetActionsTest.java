package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.Engine;
import dev.penstock.api.EngineEvent.BudgetAlert;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.policy.BudgetAction;
import dev.penstock.api.policy.BudgetPeriod;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.CacheSpec;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.api.policy.Share;
import dev.penstock.api.report.BudgetState;
import dev.penstock.api.report.CountState;
import dev.penstock.core.fakes.FakeCache;
import dev.penstock.core.fakes.NoSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetActionsTest {
  private final TestEngine test = new TestEngine();

  @Test
  void tellsEachShareOnceAndRanksByCostAndStopsAtTheNext() {
    try (Engine engine =
        engine(
            day()
                .requests(5)
                .at(share(20), BudgetAction.ALERT)
                .at(share(40), BudgetAction.CHEAPEST)
                .at(share(80), BudgetAction.RECALL_ONLY))) {
      assertThat(ask(engine, "simple 1")).isEqualTo("large");
      assertThat(ask(engine, "simple 2")).isEqualTo("large");
      assertThat(engine.explain(ofShop("simple 3")).candidates().getFirst().reason())
          .isEqualTo("expected cost, as a budget demands");
      assertThat(ask(engine, "simple 3")).isEqualTo("small");
      assertThat(ask(engine, "simple 4")).isEqualTo("small");
      assertThatThrownBy(() -> ask(engine, "simple 5"))
          .isInstanceOfSatisfying(
              PenstockException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.BUDGET_EXHAUSTED))
          .hasMessageContaining("80% of budget day is spent for all")
          .hasMessageContaining("only answers given before are given");
      assertThat(ask(engine, "simple 1")).as("from the cache").isEqualTo("large");
      assertThat(test.events.of(BudgetAlert.class))
          .extracting(BudgetAlert::action)
          .containsExactly(BudgetAction.ALERT, BudgetAction.CHEAPEST, BudgetAction.RECALL_ONLY);
      BudgetState state = engine.report().budgets().getFirst();
      assertThat(state.inForce()).isEqualTo(BudgetAction.RECALL_ONLY);
      assertThat(state.requests()).isEqualTo(new CountState(5, 4, 0, 1));
      assertThat(state.percent()).isEqualByComparingTo("80.0");
      assertThat(state.limit()).isNull();
      test.clock.advance(Duration.ofDays(1));
      assertThat(ask(engine, "simple 6")).as("the next day").isEqualTo("large");
    }
  }

  @Test
  void refusesEvenRecalledAnswers() {
    try (Engine engine = engine(day().requests(2).at(share(50), BudgetAction.REFUSE))) {
      ask(engine, "simple 1");
      assertThatThrownBy(() -> ask(engine, "simple 1"))
          .isInstanceOfSatisfying(
              PenstockException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.BUDGET_EXHAUSTED))
          .hasMessageContaining("50% of budget day is spent");
      assertThat(engine.report().refused()).isEqualTo(1);
    }
  }

  @Test
  void countsTheValuesOfATagApart() {
    BudgetSpec.Builder teams =
        BudgetSpec.builder("teams", BudgetScope.TAG, BudgetPeriod.MONTH).tag("team").requests(1);
    try (Engine engine = engine(teams)) {
      engine.route(tagged("team=a"));
      engine.route(tagged("team=b"));
      engine.route(tagged("project=x"));
      assertThatThrownBy(() -> engine.route(tagged("team=a")))
          .hasMessageContaining("budget teams has 0 requests left for a");
      assertThatThrownBy(() -> engine.route(tagged("other=y")))
          .hasMessageContaining("budget teams has 0 requests left for none");
      assertThat(engine.report().budgets())
          .extracting(BudgetState::scope)
          .containsExactly("a", "b", "none");
    }
  }

  @Test
  void limitsTokensByTheirWorstCase() {
    try (Engine engine = engine(day().tokens(5_000))) {
      ask(engine, "simple 1");
      assertThat(engine.report().budgets().getFirst().tokens())
          .isEqualTo(new CountState(5_000, 110, 0, 4_890));
      assertThatThrownBy(
              () -> engine.route(ofShop("simple 2").toBuilder().maxOutputTokens(4_900L).build()))
          .hasMessageContaining("4890 tokens left");
    }
  }

  @Test
  void foretellsWhenTheBudgetEnds() {
    try (Engine engine = engine(day().requests(4))) {
      ask(engine, "simple 1");
      assertThat(engine.report().budgets().getFirst().endsAt()).isNull();
      ask(engine, "simple 2");
      ask(engine, "simple 3");
      assertThat(engine.report().budgets().getFirst().endsAt())
          .as("3 of 4 in 12 hours")
          .isEqualTo(Instant.parse("2026-11-20T16:00:00Z"));
    }
  }

  private static BudgetSpec.Builder day() {
    return BudgetSpec.builder("day", BudgetScope.ALL, BudgetPeriod.DAY);
  }

  private static Share share(long percent) {
    return Share.ofPercent(percent);
  }

  private Engine engine(BudgetSpec.Builder budget) {
    return test.engine(
        p ->
            p.budget(budget.build())
                .cache(new CacheSpec("fake", null, new NoSettings()))
                .route(RouteSpec.of("all", null, List.of("large", "small"), Rank.ORDERED)),
        new FakeCache());
  }

  private static ChatRequest ofShop(String question) {
    return ChatRequest.ofTenant("shop", question);
  }

  private static String ask(Engine engine, String question) {
    return engine.route(ofShop(question)).route().model();
  }

  private static ChatRequest tagged(String tag) {
    return ChatRequest.builder()
        .user("simple " + tag)
        .metadata(Metadata.builder().tag(tag).build())
        .build();
  }
}
