package dev.penstock.core.limit;

import dev.penstock.api.policy.LimitSpec;
import dev.penstock.core.budget.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The limits of one policy, those of requests apart from those of candidates. */
public final class PolicyLimits {
  private final List<LimitSpec> ofRequests = new ArrayList<>();
  private final List<LimitSpec> ofCandidates = new ArrayList<>();
  private final RateLimits meters;

  /** Sorts the limits. */
  public PolicyLimits(List<LimitSpec> limits, RateLimits meters) {
    this.meters = meters;
    for (LimitSpec limit : limits) {
      (switch (limit.scope()) {
            case ALL, TENANT, USER, TIER, TAG -> ofRequests;
            case PROVIDER, MODEL -> ofCandidates;
          })
          .add(limit);
    }
  }

  /**
   * What an attempt would take.
   *
   * @param own the limit of the candidate's provider instance, or null for none
   * @param tokens the most tokens it is expected to take
   */
  public Claim claim(Subject subject, @Nullable Meter own, LongSupplier tokens) {
    if (own == null && ofRequests.isEmpty() && ofCandidates.isEmpty()) {
      return Claim.NONE;
    }
    return new Claim(meters(ofRequests, subject, null), meters(ofCandidates, subject, own), tokens);
  }

  private List<Meter> meters(List<LimitSpec> limits, Subject subject, @Nullable Meter own) {
    if (limits.isEmpty() && own == null) {
      return List.of();
    }
    List<Meter> found = new ArrayList<>(limits.size() + 1);
    if (own != null) {
      found.add(own);
    }
    for (LimitSpec limit : limits) {
      found.add(meters.meter(limit, subject.value(limit.scope())));
    }
    return found;
  }
}
