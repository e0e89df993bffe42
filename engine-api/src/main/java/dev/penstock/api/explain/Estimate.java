package dev.penstock.api.explain;

import dev.penstock.api.money.Usd;
import org.jspecify.annotations.Nullable;

/**
 * What the first candidate is expected to take.
 *
 * @param model the model
 * @param inputTokens the input tokens as counted by JTokkit, or null where the decision did not
 *     depend on the count
 * @param inputBound the most input tokens it can be, for the hold
 * @param expectedOutput the output tokens to expect
 * @param maxOutput the output limit that is sent
 * @param expectedCost what it is expected to cost, or null without a count
 * @param worstCase the most it can cost, which is held
 */
public record Estimate(
    String model,
    @Nullable Long inputTokens,
    long inputBound,
    long expectedOutput,
    long maxOutput,
    @Nullable Usd expectedCost,
    Usd worstCase) {}
