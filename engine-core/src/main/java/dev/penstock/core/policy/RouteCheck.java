package dev.penstock.core.policy;

import dev.penstock.api.policy.CacheSpec;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.api.policy.When;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks the names in routes, and the other places that name a tier or a model. */
final class RouteCheck {
  private final Policy policy;
  private final Findings findings;
  private final Names models;
  private final Names tiers;

  RouteCheck(Policy policy, Findings findings) {
    this.policy = policy;
    this.findings = findings;
    this.models = new Names(findings, "model", "UNKNOWN_MODEL", policy.models().keySet());
    this.tiers = new Names(findings, "tier", "UNKNOWN_TIER", policy.tiers());
  }

  void check() {
    for (int i = 0; i < policy.routes().size(); i++) {
      route(NodePath.item("$.routes", i), policy.routes().get(i));
    }
    String whenUnsure = policy.whenUnsure();
    if (whenUnsure != null) {
      tiers.check("$.when-unsure", whenUnsure);
    }
    policy.prompts().keySet().forEach(tier -> tiers.check(NodePath.child("$.prompts", tier), tier));
    String baseline = policy.baseline();
    if (baseline != null) {
      models.check("$.baseline", baseline);
    }
    CacheSpec cache = policy.cache();
    if (cache != null && cache.never() != null && !cache.never().tiers().isEmpty()) {
      tiers.check("$.cache.never.tiers", cache.never().tiers());
    }
    if (cache != null && cache.judge() != null) {
      models.check("$.cache.judge.model", cache.judge().model());
    }
  }

  private void route(String path, RouteSpec route) {
    When when = route.when();
    if (when != null) {
      condition(path + ".when", when);
    }
    if (route.models().contains(RouteSpec.ANY)) {
      if (route.models().size() > 1) {
        findings.mistake(
            path + ".models", "RESERVED_NAME", "`any` stands for all models and stands alone");
      }
    } else {
      models.check(path + ".models", route.models());
    }
    weights(path + ".weights", route);
    output(path + ".max-output", route);
  }

  private void condition(String path, When when) {
    if (when.tier() != null) {
      tiers.check(path + ".tier", when.tier());
    }
    notEmpty(path + ".intent", when.intent());
    notEmpty(path + ".priority", when.priority());
    notEmpty(path + ".tenant", when.tenant());
    notEmpty(path + ".tag", when.tag());
  }

  private void notEmpty(String path, @Nullable List<?> values) {
    if (values != null && values.isEmpty()) {
      findings.mistake(path, "EMPTY_LIST", "found nothing, expected a value; or remove the key");
    }
  }

  private void weights(String path, RouteSpec route) {
    if (route.weights().isEmpty()) {
      return;
    }
    if (route.rank() != Rank.WEIGHTED) {
      findings.mistake(path, "WEIGHTS_UNUSED", "weights are for the rank weighted only");
    }
    Names named = new Names(findings, "model of this route", "UNKNOWN_MODEL", modelsOf(route));
    route.weights().keySet().forEach(model -> named.check(NodePath.child(path, model), model));
    if (modelsOf(route).stream().allMatch(model -> weightOf(route, model) == 0)) {
      findings.mistake(path, "RANGE", "one of the weights must be more than 0");
    }
  }

  private static long weightOf(RouteSpec route, String model) {
    Long weight = route.weights().get(model);
    return weight == null ? 1 : weight;
  }

  private void output(String path, RouteSpec route) {
    Long limit = route.maxOutput();
    if (limit != null
        && modelsOf(route).stream()
            .map(name -> policy.models().get(name))
            .filter(Objects::nonNull)
            .allMatch(model -> limitOf(model) < limit)) {
      findings.warning(
          path, "OUTPUT_LIMIT_UNUSED", "no model of the route can make so many output tokens");
    }
  }

  private static long limitOf(ModelSpec model) {
    Long limit = model.maxOutput();
    return limit == null ? model.contextWindow() : limit;
  }

  private List<String> modelsOf(RouteSpec route) {
    return route.models().contains(RouteSpec.ANY)
        ? List.copyOf(policy.models().keySet())
        : route.models();
  }
}
