package dev.penstock.core.select;

import dev.penstock.api.money.Usd;
import dev.penstock.core.limit.Claim;
import dev.penstock.core.model.Model;
import dev.penstock.core.model.Standing;

/**
 * A model that may be called.
 *
 * @param model the model
 * @param maxOutput the output limit that is sent
 * @param expectedOutput the output to expect
 * @param worstCase the most the call can cost, which is held
 * @param claim what it takes of the limits that the policy sets on requests and tokens
 * @param standing how the model stood when it was chosen
 */
public record Choice(
    Model model,
    long maxOutput,
    long expectedOutput,
    Usd worstCase,
    Claim claim,
    Standing standing) {}
