package dev.penstock.api.explain;

import dev.penstock.api.money.Usd;

/**
 * A budget that the first candidate's attempt falls under.
 *
 * @param budget the budget's name
 * @param scope the value it is counted under, such as a tenant's name
 * @param amount what is held, or would be
 * @param left what was left before
 * @param fits whether the amount fits
 */
public record HoldTrace(String budget, String scope, Usd amount, Usd left, boolean fits) {}
