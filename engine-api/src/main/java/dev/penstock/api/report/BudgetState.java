package dev.penstock.api.report;

import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetAction;
import dev.penstock.api.policy.BudgetPeriod;
import java.math.BigDecimal;
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
 * @param limit the most money that may be spent, or null if money is not limited
 * @param used what was spent
 * @param held what running requests may yet spend
 * @param left what is neither spent nor held, or null if money is not limited
 * @param tokens the limit on tokens, or null for none
 * @param requests the limit on calls to providers, or null for none
 * @param percent used over limit in percent, of the limit that is nearest to its end, one decimal
 *     place, rounded half up; 100 for a limit of 0
 * @param inForce the strongest action whose share is spent, or null for none
 * @param endsAt when the budget is spent at the pace of its period so far, or null if that is not
 *     before the period ends
 */
public record BudgetState(
    String name,
    String scope,
    BudgetPeriod period,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable Usd limit,
    Usd used,
    Usd held,
    @Nullable Usd left,
    @Nullable CountState tokens,
    @Nullable CountState requests,
    BigDecimal percent,
    @Nullable BudgetAction inForce,
    @Nullable Instant endsAt) {}
