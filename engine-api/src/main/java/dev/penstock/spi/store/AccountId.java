package dev.penstock.spi.store;

import dev.penstock.api.policy.BudgetPeriod;
import dev.penstock.api.policy.BudgetScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Names an account: one value of a budget's scope in one period.
 *
 * @param budget the budget's name
 * @param scope what the budget counts apart
 * @param period how long its limit lasts
 * @param value the value counted under, such as a tenant's name
 * @param from the period's first instant; null for a budget without end
 * @param until the first instant after it; null likewise
 */
public record AccountId(
    String budget,
    BudgetScope scope,
    BudgetPeriod period,
    String value,
    @Nullable Instant from,
    @Nullable Instant until) {}
