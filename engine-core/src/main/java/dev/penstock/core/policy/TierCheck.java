package dev.penstock.core.policy;

import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.api.policy.When;
import dev.penstock.core.word.Quoted;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks that each tier ends in a route that takes every request of it and has a model for it, and
 * that no route stands behind routes that leave it nothing.
 */
final class TierCheck {
  private final Policy policy;
  private final Findings findings;

  TierCheck(Policy policy, Findings findings) {
    this.policy = policy;
    this.findings = findings;
  }

  void check() {
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < policy.routes().size(); i++) {
      RouteSpec route = policy.routes().get(i);
      String path = NodePath.item("$.routes", i);
      Collection<String> tiers = tiersOf(route);
      if (!tiers.isEmpty() && taken.containsAll(tiers)) {
        findings.warning(
            path,
            "ROUTE_UNREACHABLE",
            "the routes before it leave " + Quoted.of(route.name()) + " no request");
      }
      for (String tier : tiers) {
        boolean reached = takesAll(route) ? taken.add(tier) : !taken.contains(tier);
        if (reached && !isAble(route, tier)) {
          unable(path, route, tier);
        }
      }
    }
    for (int i = 0; i < policy.tiers().size(); i++) {
      String tier = policy.tiers().get(i);
      if (!taken.contains(tier)) {
        findings.mistake(
            NodePath.item("$.tiers", i),
            "TIER_UNCOVERED",
            "no route takes every request of the tier "
                + Quoted.of(tier)
                + ", expected one whose when asks for no more than the tier");
      }
    }
  }

  private void unable(String path, RouteSpec route, String tier) {
    String message =
        "the route "
            + Quoted.of(route.name())
            + " takes requests of the tier "
            + Quoted.of(tier)
            + " and has no model for it";
    if (takesAll(route)) {
      findings.mistake(path + ".models", "TIER_UNCOVERED", message);
    } else {
      findings.warning(path + ".models", "TIER_UNCOVERED", message);
    }
  }

  private Collection<String> tiersOf(RouteSpec route) {
    When when = route.when();
    return when == null || when.tier() == null
        ? policy.tiers()
        : when.tier().stream().filter(policy.tiers()::contains).toList();
  }

  private static boolean takesAll(RouteSpec route) {
    When when = route.when();
    return when == null
        || Stream.of(when.intent(), when.priority(), when.tenant(), when.tag())
            .allMatch(Objects::isNull);
  }

  private boolean isAble(RouteSpec route, String tier) {
    List<String> models = route.models();
    if (!models.contains(RouteSpec.ANY) && !policy.models().keySet().containsAll(models)) {
      return true; // the unknown name is the mistake
    }
    return policy.models().entrySet().stream()
        .filter(entry -> models.contains(RouteSpec.ANY) || models.contains(entry.getKey()))
        .map(entry -> entry.getValue())
        .anyMatch(model -> model.tiers().contains(tier));
  }
}
