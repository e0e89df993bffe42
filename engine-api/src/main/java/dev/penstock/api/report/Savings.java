package dev.penstock.api.report;

import dev.penstock.api.money.Usd;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the policy saved.
 *
 * @param baseline the model compared with, or null if the policy names none
 * @param baselineCost what the answering calls' tokens would have cost on the baseline
 * @param byRouting the baseline's cost less all that was spent, waste included; may be negative
 * @param byCache what the recalled answers had cost on the model that gave them
 * @param total both together
 * @param percent total over spent plus total, in percent, one decimal place
 */
public record Savings(
    @Nullable String baseline,
    Usd baselineCost,
    Usd byRouting,
    Usd byCache,
    Usd total,
    BigDecimal percent) {}
