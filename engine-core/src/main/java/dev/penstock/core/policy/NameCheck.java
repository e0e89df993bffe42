package dev.penstock.core.policy;

import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.LimitSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.word.Quoted;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks names, which end in metrics, reports and file names. */
final class NameCheck {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private final Policy policy;
  private final Findings findings;

  NameCheck(Policy policy, Findings findings) {
    this.policy = policy;
    this.findings = findings;
  }

  void check() {
    keys("$.providers", policy.providers().keySet());
    keys("$.models", policy.models().keySet());
    if (policy.models().containsKey(RouteSpec.ANY)) {
      findings.mistake(
          "$.models.any", "RESERVED_NAME", "`any` stands for all models; choose another name");
    }
    if (policy.routes().isEmpty()) {
      empty("$.routes", "a route");
    }
    names("$.tiers", "", "tier", policy.tiers());
    names("$.routes", ".name", "route", policy.routes().stream().map(RouteSpec::name).toList());
    names("$.budgets", ".name", "budget", policy.budgets().stream().map(BudgetSpec::name).toList());
    names("$.limits", ".name", "limit", policy.limits().stream().map(LimitSpec::name).toList());
    budgets();
  }

  private void keys(String path, Collection<String> names) {
    if (names.isEmpty()) {
      empty(path, "an entry");
    }
    names.forEach(name -> form(NodePath.child(path, name), name));
  }

  private void names(String path, String key, String thing, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      String at = NodePath.item(path, i) + key;
      form(at, name);
      if (!seen.add(name)) {
        findings.mistake(
            at, "DUPLICATE_ID", "there is a " + thing + " " + Quoted.of(name) + " already");
      }
    }
  }

  private void form(String path, String name) {
    if (!NAME.matcher(name).matches()) {
      findings.mistake(
          path,
          "ID_FORMAT",
          "found the name "
              + Quoted.of(name)
              + ", expected 1 to 64 lower case letters, digits, dots, dashes or underscores, with a"
              + " letter or digit first");
    }
  }

  private void empty(String path, String expected) {
    findings.mistake(path, "EMPTY_LIST", "found nothing, expected " + expected);
  }

  private void budgets() {
    for (int i = 0; i < policy.budgets().size(); i++) {
      if (Usd.ZERO.equals(policy.budgets().get(i).limit())) {
        findings.warning(
            NodePath.item("$.budgets", i) + ".limit",
            "BUDGET_ZERO",
            "a limit of 0 refuses every call that costs anything");
      }
    }
  }
}
