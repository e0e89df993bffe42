package dev.penstock.core.policy;

import dev.penstock.api.policy.EscalateRule;
import dev.penstock.api.policy.EscalateSpec;
import dev.penstock.api.policy.EscalateWhen;
import dev.penstock.api.policy.Policy;
import dev.penstock.core.word.Quoted;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the rules that give cases to persons. */
final class EscalateCheck {
  private final Policy policy;
  private final Findings findings;
  private final Names tiers;

  EscalateCheck(Policy policy, Findings findings) {
    this.policy = policy;
    this.findings = findings;
    this.tiers = new Names(findings, "tier", "UNKNOWN_TIER", policy.tiers());
  }

  void check() {
    EscalateSpec escalate = policy.escalate();
    if (escalate == null) {
      return;
    }
    if (escalate.rules().isEmpty() && Boolean.FALSE.equals(escalate.asksForPerson())) {
      findings.mistake(
          "$.escalate", "NOTHING_ESCALATES", "expected rules, or asks-for-person without false");
    }
    Set<String> ids = new HashSet<>(Set.of(EscalateSpec.ASKS_FOR_PERSON));
    for (int i = 0; i < escalate.rules().size(); i++) {
      String id = escalate.rules().get(i).id();
      if (!ids.add(id)) {
        findings.mistake(
            NodePath.item("$.escalate.rules", i) + ".id",
            "DUPLICATE_ID",
            "there is a rule " + Quoted.of(id) + " already");
      }
      rule(NodePath.item("$.escalate.rules", i), escalate.rules().get(i));
    }
  }

  private void rule(String path, EscalateRule rule) {
    EscalateWhen when = rule.when();
    String condition = path + ".when";
    if (when.tier() != null) {
      tiers.check(condition + ".tier", when.tier());
    }
    notEmpty(condition + ".tier", when.tier());
    notEmpty(condition + ".intent", when.intent());
    notEmpty(condition + ".priority", when.priority());
    notEmpty(condition + ".tenant", when.tenant());
    notEmpty(condition + ".tag", when.tag());
    if (when.budgetExhausted() != null && policy.budgets().isEmpty()) {
      findings.warning(
          condition + ".budget-exhausted", "NEVER_EXHAUSTED", "the policy has no budgets");
    }
    if (rule.say() != null && !rule.speaks()) {
      findings.warning(path + ".say", "NEVER_SAID", "a model answers; answer: false changes that");
    }
  }

  private void notEmpty(String path, @Nullable List<?> values) {
    if (values != null && values.isEmpty()) {
      findings.mistake(path, "EMPTY_LIST", "found nothing, expected a value; or remove the key");
    }
  }
}
