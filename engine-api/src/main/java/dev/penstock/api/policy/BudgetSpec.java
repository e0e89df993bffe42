package dev.penstock.api.policy;

import dev.penstock.api.money.Usd;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A limit on what may be spent. A limit of zero refuses every call that costs anything.
 *
 * @param name its name in reports and refusals
 * @param scope what it counts apart
 * @param period how long the limit lasts
 * @param zone whose calendar starts a period; null means UTC
 * @param limit the most that may be spent in a period
 */
@NotYet({"at", "tokens", "requests", "mode"})
public record BudgetSpec(
    @Description("Name in reports and refusals") String name,
    @Description("What it counts apart") BudgetScope scope,
    @Description("How long the limit lasts") BudgetPeriod period,
    @Description("Time zone whose calendar starts a period; UTC if absent") @Nullable ZoneId zone,
    @Description("The most that may be spent in a period") Usd limit) {
  /** Checks and copies the components. */
  public BudgetSpec {
    Objects.requireNonNull(name, "name");
    zone = zone == null ? ZoneOffset.UTC : zone;
    if (limit.isNegative()) {
      throw new IllegalArgumentException("limit must not be negative");
    }
  }

  /** The component, its default in place of null. */
  @Override
  public ZoneId zone() {
    return zone == null ? ZoneOffset.UTC : zone;
  }

  /** A limit in UTC. */
  public static BudgetSpec of(String name, BudgetScope scope, BudgetPeriod period, Usd limit) {
    return new BudgetSpec(name, scope, period, null, limit);
  }
}
