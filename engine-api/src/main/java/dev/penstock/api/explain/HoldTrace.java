package dev.penstock.api.explain;

import dev.penstock.api.money.Usd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A budget that the first candidate's attempt falls under. If budgets keep all candidates out: one
 * that the attempt would fall under whose worst case is the least.
 *
 * @param budget the budget's name
 * @param scope the value it is counted under, such as a tenant's name
 * @param amount what is held, or would be
 * @param left what money was left before, or null if the budget does not limit money
 * @param fits whether the amount fits
 * @param until when the budget's period ends and the next one begins, or null if it never does
 */
public record HoldTrace(
    String budget,
    String scope,
    Usd amount,
    @Nullable Usd left,
    boolean fits,
    @Nullable Instant until) {}
