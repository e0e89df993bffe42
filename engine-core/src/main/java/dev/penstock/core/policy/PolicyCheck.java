package dev.penstock.core.policy;

import dev.penstock.api.PolicyProblem;
import dev.penstock.api.policy.Policy;
import dev.penstock.core.plugin.PluginCatalog;
import java.time.LocalDate;
import java.util.List;

/** Checks that the parts of a policy fit together. */
final class PolicyCheck {
  private PolicyCheck() {}

  /**
   * What is allowed but unusual.
   *
   * @throws dev.penstock.api.PolicyException with all mistakes
   */
  static List<PolicyProblem> warnings(
      Policy policy, PluginCatalog catalog, PolicyOrigin origin, LocalDate today) {
    Findings findings = origin.findings();
    new NameCheck(policy, findings).check();
    new PluginCheck(policy, catalog, findings).check();
    new ModelCheck(policy, findings, today).check();
    new RouteCheck(policy, findings).check();
    new EscalateCheck(policy, findings).check();
    new TierCheck(policy, findings).check();
    return findings.warningsOnly();
  }
}
