package dev.penstock.api.report;

import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetPeriod;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A budget in its present period.
 *
 * @param name the budget's name
 * @param scope the value it is counted under, such as a tenant's name; {@code all} if there is one
 *     for all
 * @param period how long its limit lasts
 * @param from when the period began, or null for a budget without end
 * @param until when it ends, or null likewise
 * @param limit the most that may be spent
 * @param used what was spent
 * @param held what running requests may yet spend
 * @param left what is neither spent nor held
 * @param percent used over limit in percent, one decimal place, rounded half up; 100 for a limit of
 *     0
 */
public record BudgetState(
    String name,
    String scope,
    BudgetPeriod period,
    @Nullable Instant from,
    @Nullable Instant until,
    Usd limit,
    Usd used,
    Usd held,
    Usd left,
    BigDecimal percent) {

  /** The state of a budget with so much used and held. */
  public static BudgetState of(
      String name,
      String scope,
      BudgetPeriod period,
      @Nullable Instant from,
      @Nullable Instant until,
      Usd limit,
      Usd used,
      Usd held) {
    BigDecimal percent =
        limit.nanos() == 0
            ? BigDecimal.valueOf(1000, 1)
            : used.toDecimal()
                .multiply(BigDecimal.valueOf(100))
                .divide(limit.toDecimal(), 1, RoundingMode.HALF_UP);
    return new BudgetState(
        name,
        scope,
        period,
        from,
        until,
        limit,
        used,
        held,
        limit.minus(used).minus(held),
        percent);
  }
}
