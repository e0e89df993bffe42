package dev.penstock.api.explain;

import dev.penstock.api.money.Usd;
import org.jspecify.annotations.Nullable;

/**
 * A budget that the first candidate's attempt falls under.
 *
 * @param budget the budget's name
 * @param scope the value it is counted under, such as a tenant's name
 * @param amount what is held, or would be
 * @param left what money was left before, or null if the budget does not limit money
 * @param fits whether the amount fits
 */
public record HoldTrace(
    String budget, String scope, Usd amount, @Nullable Usd left, boolean fits) {}
