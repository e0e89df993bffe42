package dev.penstock.api.report;

import dev.penstock.api.money.Usd;
import org.jspecify.annotations.Nullable;

/**
 * What one side of a reconciliation says of a day and a model.
 *
 * @param input all input tokens, those from and to prompt caches included
 * @param cacheRead the part of them read from a prompt cache; 0 if the export does not tell
 * @param output all output tokens
 * @param cost what they cost, or null if the export does not tell
 * @param estimatedCost the part of the cost that the ledger estimated; null at the provider
 */
public record Figures(
    long input, long cacheRead, long output, @Nullable Usd cost, @Nullable Usd estimatedCost) {}
