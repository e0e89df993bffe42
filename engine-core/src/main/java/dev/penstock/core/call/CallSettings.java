package dev.penstock.core.call;

import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.Deadlines;
import dev.penstock.api.policy.OnDisconnect;
import dev.penstock.api.policy.Policy;
import dev.penstock.core.model.Model;
import dev.penstock.core.model.Models;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says about calls.
 *
 * @param draining the provider instances whose streams are read to their end without their callers
 */
public record CallSettings(
    Deadlines deadlines, List<BudgetSpec> budgets, @Nullable Model baseline, Set<String> draining) {
  /** The settings of a policy. */
  public static CallSettings of(Policy policy, Models models) {
    Set<String> draining = new HashSet<>();
    policy
        .providers()
        .forEach(
            (name, spec) -> {
              if (spec.onDisconnect() == OnDisconnect.DRAIN) {
                draining.add(name);
              }
            });
    return new CallSettings(
        policy.deadlines(),
        policy.budgets(),
        policy.baseline() == null ? null : models.get(policy.baseline()),
        Set.copyOf(draining));
  }
}
