package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.penstock.api.Engine;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.explain.Candidate.Filter;
import dev.penstock.api.explain.Explanation;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetPeriod;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.CacheSpec;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.fakes.FakeCache;
import dev.penstock.core.fakes.NoSettings;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExplainTest {
  private final TestEngine test = new TestEngine();
  private final Engine engine =
      test.engine(
          p ->
              p.budget(BudgetSpec.of("day", BudgetScope.ALL, BudgetPeriod.DAY, Usd.of("5")))
                  .budget(
                      BudgetSpec.of("tenants", BudgetScope.TENANT, BudgetPeriod.MONTH, Usd.of("1")))
                  .cache(new CacheSpec("fake", null, new NoSettings()))
                  .route(RouteSpec.of("few", null, List.of("large", "small"), Rank.CHEAPEST)),
          new FakeCache());
  private final ChatRequest request =
      ChatRequest.builder()
          .user("simple question about Jane's coat")
          .metadata(Metadata.builder().tenant("shop").build())
          .build();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void listsEveryModelWithItsPlaceOrTheFilterThatRemovedIt() {
    Explanation explanation = engine.explain(request);
    assertThat(explanation.outcome()).isEqualTo(Explanation.Outcome.CALL);
    assertThat(explanation.candidates())
        .extracting("model", "rank", "removedBy")
        .containsExactly(
            tuple("small", 1, null), tuple("large", 2, null), tuple("middle", 0, Filter.ROUTE));
    assertThat(explanation.candidates().getFirst().expectedCost()).isGreaterThan(Usd.ZERO);
  }

  @Test
  void callsHoldsAndStoresNothing() {
    engine.explain(request);
    assertThat(test.cheap.calls()).isEmpty();
    assertThat(engine.report().queries()).isZero();
    assertThat(engine.report().budgets().getFirst().held()).isEqualTo(Usd.ZERO);
  }

  @Test
  void isTheSameTwice() {
    assertThat(engine.explain(request)).isEqualTo(engine.explain(request));
    assertThat(engine.explain(request).toJson()).isEqualTo(engine.explain(request).toJson());
  }

  @Test
  void saysWhatIsHeldAndWhatIsLeft() {
    Explanation explanation = engine.explain(request);
    assertThat(explanation.holds())
        .extracting("budget", "scope", "fits")
        .containsExactly(tuple("day", "all", true), tuple("tenants", "shop", true));
    assertThat(explanation.estimate().worstCase())
        .isEqualTo(explanation.holds().getFirst().amount())
        .isGreaterThan(explanation.estimate().expectedCost());
  }

  @Test
  void readsAsTextAndAsJsonWithoutTheQuestion() {
    Explanation explanation = engine.explain(request);
    assertThat(explanation.toText())
        .contains(
            "outcome   call by route few",
            "tier      simple, decided by first-word with confidence 1.0",
            "1. small (cheap): expected cost, 0.000",
            "-  middle (cheap): removed by route, not in the route",
            "USD in budget tenants for shop")
        .doesNotContain("Jane");
    assertThat(explanation.toJson())
        .contains(
            "\"outcome\":\"call\"",
            "\"removed-by\":\"route\"",
            "\"expected-cost-usd\":0.00",
            "\"name\":\"tenant\",\"value\":\"shop\"")
        .doesNotContain("Jane");
  }
}
