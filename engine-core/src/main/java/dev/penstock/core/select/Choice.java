package dev.penstock.core.select;

import dev.penstock.api.money.Usd;
import dev.penstock.core.model.Model;

/**
 * A model that may be called.
 *
 * @param model the model
 * @param maxOutput the output limit that is sent
 * @param expectedOutput the output to expect
 * @param worstCase the most the call can cost, which is held
 */
public record Choice(Model model, long maxOutput, long expectedOutput, Usd worstCase) {}
