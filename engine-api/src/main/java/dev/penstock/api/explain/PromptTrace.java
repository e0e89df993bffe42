package dev.penstock.api.explain;

import dev.penstock.api.money.Usd;
import org.jspecify.annotations.Nullable;

/**
 * The policy's prompt that goes before a request.
 *
 * @param file its file, as the policy names it
 * @param version the first 12 digits of the SHA-256 of the file
 * @param tokens how many tokens it takes of the input, or null if nobody counted
 * @param cost what these cost at the first candidate, or null likewise
 */
public record PromptTrace(String file, String version, @Nullable Long tokens, @Nullable Usd cost) {}
