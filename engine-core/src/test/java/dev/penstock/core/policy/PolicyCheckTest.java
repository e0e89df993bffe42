package dev.penstock.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.penstock.api.PolicyException;
import dev.penstock.api.PolicyProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyCheckTest {
  private static final String ROUTE = "{name: all, models: [m1], rank: cheapest}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tiers: [simple], context    | tiers: [simpel], context                   | UNKNOWN_TIER     | $.models.m1.tiers[0]
          tiers: [simple], context    | tiers: simpel, context                     | UNKNOWN_TIER     | $.models.m1.tiers
          tiers: [simple], context    | tiers: [simple, simple], context           | DUPLICATE_VALUE  | $.models.m1.tiers[1]
          price: {input: 0.15, output: 0.60} | price: [{from: 2026-01-01, input: 1, output: 1}] | PRICE_MISSING | $.models.m1.price[0].input
          price: {input: 0.15, output: 0.60} | price: [{input: 1, output: 1}, {input: 2}] | DUPLICATE_PRICE | $.models.m1.price[1]
          m1: {provider               | any: {provider                             | RESERVED_NAME    | $.models.any
          models: [m1]                | models: [any, m1]                          | RESERVED_NAME    | $.routes[0].models
          models: [m1]                | models: [m1, m1]                           | DUPLICATE_VALUE  | $.routes[0].models[1]
          rank: cheapest              | rank: cheapest, weights: {m1: 2}           | WEIGHTS_UNUSED   | $.routes[0].weights
          rank: cheapest              | rank: weighted, weights: {m2: 2}           | UNKNOWN_MODEL    | $.routes[0].weights.m2
          rank: cheapest              | rank: weighted, weights: {m1: 0}           | RANGE            | $.routes[0].weights
          rank: cheapest              | rank: cheapest, when: {tier: hard}         | UNKNOWN_TIER     | $.routes[0].when.tier
          rank: cheapest              | rank: cheapest, when: {intent: []}         | EMPTY_LIST       | $.routes[0].when.intent
          rank: cheapest              | rank: cheapest, when: {priority: urgent}   | TIER_UNCOVERED   | $.tiers[0]
          tiers: [simple]~budgets     | tiers: [simple, hard]~budgets              | TIER_UNCOVERED   | $.routes[0].models
          tiers: [simple]~budgets     | tiers: [simple, simple]~budgets            | DUPLICATE_ID     | $.tiers[1]
          tiers: [simple]~budgets     | tiers: []~budgets                          | EMPTY_LIST       | $.tiers
          tiers: [simple]~budgets     | tiers: [simple]~when-unsure: hard~budgets  | UNKNOWN_TIER     | $.when-unsure
          tiers: [simple]~budgets     | tiers: [simple]~baseline: m2~budgets       | UNKNOWN_MODEL    | $.baseline
          routes:                     | 'cache: {plugin: fake, threshold: 90%, max-false-hits: 1%, thresholds: t.yaml, judge: {model: m9}}~routes:' | UNKNOWN_MODEL | $.cache.judge.model
          routes:                     | 'cache: {plugin: fake, threshold: 90%, max-false-hits: 1%, thresholds: t.yaml, shadow: 0%}~routes:' | RANGE | $.cache.shadow
          routes:                     | 'cache: {plugin: fake, threshold: 90%, shadow: 1%}~routes:' | RANGE | $.cache.shadow
          routes:                     | 'cache: {plugin: fake, threshold: 90%, max-false-hits: 1%, thresholds: t.yaml, judge: {model: m1, per-hour: 0}}~routes:' | RANGE | $.cache.judge.per-hour
          routes:                     | '  - {name: day, scope: all, period: day, limit: 1 USD}~routes:' | DUPLICATE_ID | $.budgets[1].name
          """)
  void refuses(String part, String by, String code, String path) {
    String text = Policies.base(part.replace('~', '\n'), by.replace('~', '\n'));
    PolicyException refusal =
        catchThrowableOfType(PolicyException.class, () -> Policies.loader().load(text));
    assertThat(refusal).isNotNull();
    assertThat(refusal.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.code()).isEqualTo(code);
              assertThat(problem.path()).isEqualTo(path);
              assertThat(problem.line()).isPositive();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {name: all, models: [m1], rank: cheapest} | {name: all, models: [m1], rank: cheapest}~  - {name: more, models: any, rank: cheapest} | ROUTE_UNREACHABLE | $.routes[1]
          rank: cheapest                            | rank: cheapest, max-output: 5k                 | OUTPUT_LIMIT_UNUSED | $.routes[0].max-output
          models:~  m1                              | '  p2: {plugin: fake}~models:~  m1'            | PROVIDER_UNUSED     | $.providers.p2
          """)
  void warns(String part, String by, String code, String path) {
    String text = Policies.base(part.replace('~', '\n'), by.replace('~', '\n'));
    assertThat(Policies.loader().load(text).warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo(code);
              assertThat(warning.path()).isEqualTo(path);
            });
  }

  @Test
  void warnsOfAConditionalRouteWithoutAModelForATier() {
    String text =
        Policies.base("tiers: [simple]\n", "tiers: [simple, hard]\n")
            .replace(
                "models:\n",
                "models:\n  m2: {provider: p1, tiers: hard, context-window: 8k, price: {input: 1,"
                    + " output: 1}}\n")
            .replace(
                "  - " + ROUTE,
                "  - {name: urgent, when: {priority: urgent}, models: [m1], rank: fastest}\n"
                    + "  - {name: rest, models: any, rank: cheapest}");
    assertThat(Policies.loader().load(text).warnings())
        .extracting(PolicyProblem::path, PolicyProblem::code)
        .containsExactly(tuple("$.routes[0].models", "TIER_UNCOVERED"));
  }
}
