package dev.penstock.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.penstock.api.PolicyException;
import dev.penstock.api.PolicyProblem;
import dev.penstock.api.chat.Priority;
import dev.penstock.api.policy.EscalateRule;
import dev.penstock.api.policy.EscalateSpec;
import dev.penstock.api.policy.EscalateWhen;
import dev.penstock.api.policy.Share;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscalatePolicyTest {
  private static final String RULES =
      """
      escalate:
        queue: tier-2
        say: A colleague takes over.
        person-phrases: mit einem Menschen
        rules:
          - {id: legal, when: {question-says: [lawyer, legal action]}, queue: legal, priority: urgent, answer: false}
          - {id: weak, when: {tier: simple, confidence-below: 50%}}
          - {id: broke, when: {budget-exhausted: true}, say: Please wait for us.}
      """;

  private static LoadedPolicy load(String escalate) {
    return Policies.loader().load(Policies.base() + escalate);
  }

  @Test
  void readsRules() {
    EscalateSpec spec = load(RULES).policy().escalate();
    assertThat(spec)
        .isEqualTo(
            new EscalateSpec(
                "tier-2",
                "A colleague takes over.",
                null,
                List.of("mit einem Menschen"),
                null,
                List.of(
                    EscalateRule.of(
                            "legal",
                            EscalateWhen.builder().questionSays("lawyer", "legal action").build())
                        .withQueue("legal")
                        .withPriority(Priority.URGENT)
                        .withoutAnswer(null),
                    EscalateRule.of(
                        "weak",
                        EscalateWhen.builder()
                            .tier("simple")
                            .confidenceBelow(Share.ofPercent(50))
                            .build()),
                    new EscalateRule(
                        "broke",
                        EscalateWhen.builder().budgetExhausted().build(),
                        null,
                        null,
                        null,
                        "Please wait for us."))));
    assertThat(spec.rules()).extracting(EscalateRule::speaks).containsExactly(true, false, true);
  }

  @Test
  void writesWhatItReads() {
    LoadedPolicy loaded = load(RULES);
    String written = PolicyText.of(loaded.policy());
    String section = written.substring(written.indexOf("escalate:"), written.indexOf("deadlines:"));
    assertThat(load(section).policy().escalate()).isEqualTo(loaded.policy().escalate());
  }

  @Test
  void isEnoughWithAQueue() {
    assertThat(load("escalate: {queue: tier-2}\n").policy().escalate())
        .isEqualTo(EscalateSpec.of("tier-2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{say: hello} | REQUIRED | $.escalate.queue | queue",
        "{queue: q, when: {tier: simple}} | UNKNOWN_KEY | $.escalate.when | when",
        "{queue: q, rules: [{id: a}]} | REQUIRED | $.escalate.rules[0].when | when",
        "{queue: q, asks-for-person: false} | NOTHING_ESCALATES | $.escalate | rules",
        "{queue: q, rules: [{id: a, when: {tier: hard}}]} | UNKNOWN_TIER |"
            + " $.escalate.rules[0].when.tier | hard",
        "{queue: q, rules: [{id: a, when: {asked-again: 1}}]} | RANGE |"
            + " $.escalate.rules[0].when.asked-again | 2 to 100",
        "{queue: q, rules: [{id: a, when: {failed: false}}]} | INVALID |"
            + " $.escalate.rules[0].when.failed | remove the key",
        "{queue: q, rules: [{id: a, when: {failed: yes}}]} | TYPE |"
            + " $.escalate.rules[0].when.failed | true",
        "{queue: q, rules: [{id: a, when: {question-says: '?!'}}]} | INVALID |"
            + " $.escalate.rules[0].when.question-says | at least one word",
        "{queue: q, rules: [{id: a, when: {confidence-below: 0.5}}]} | UNIT |"
            + " $.escalate.rules[0].when.confidence-below | percent sign",
        "{queue: q, rules: [{id: a, when: {failed: true, answer-says: x}}]} | INVALID |"
            + " $.escalate.rules[0].when | never hold together",
        "{queue: q, rules: [{id: a, when: {failed: true}}]} | INVALID | $.escalate.say |"
            + " what the customer is told",
        "{queue: q, say: s, rules: [{id: a, when: {answer-says: x}, answer: false}]} | INVALID |"
            + " $.escalate.rules[0].answer | must not be false",
        "{queue: q, say: s, rules: [{id: a, when: {failed: true}, answer: true}]} | INVALID |"
            + " $.escalate.rules[0].answer | must not be true",
        "{queue: q, rules: [{id: a, when: {tier: simple}}, {id: a, when: {tag: x}}]} |"
            + " DUPLICATE_ID | $.escalate.rules[1].id | a",
        "{queue: q, rules: [{id: asks-for-person, when: {tier: simple}}]} | DUPLICATE_ID |"
            + " $.escalate.rules[0].id | asks-for-person",
      })
  void refusesWhatCannotBe(String escalate, String code, String path, String message) {
    PolicyException refusal =
        catchThrowableOfType(PolicyException.class, () -> load("escalate: " + escalate + "\n"));
    assertThat(refusal).as(escalate).isNotNull();
    PolicyProblem problem = refusal.problems().getFirst();
    assertThat(problem.message()).contains(message);
    assertThat(problem.code() + " " + problem.path()).isEqualTo(code + " " + path);
  }

  @Test
  void refusesAConditionThatAlwaysHolds() {
    assertThatThrownBy(() -> EscalateWhen.builder().build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("everything would go to a person");
  }

  @Test
  void warnsOfWhatNeverHappens() {
    String rules =
        """
        escalate:
          queue: q
          rules:
            - {id: a, when: {tier: simple}, say: Never said.}
            - {id: b, when: {budget-exhausted: true}, say: No money.}
        """;
    assertThat(load(rules).warnings())
        .extracting(PolicyProblem::code)
        .containsExactly("NEVER_SAID");
    String without =
        Policies.replaced(
            Policies.base(),
            "budgets:\n  - {name: day, scope: all, period: day, zone: UTC, limit: 10 USD}\n",
            "");
    assertThat(Policies.loader().load(without + rules).warnings())
        .extracting(PolicyProblem::code)
        .containsExactly("NEVER_SAID", "NEVER_EXHAUSTED");
  }
}
