package dev.penstock.api.report;

import dev.penstock.api.explain.Availability;
import org.jspecify.annotations.Nullable;

/**
 * A model at this moment. What is told of calls and limits is its provider instance's, which all of
 * that instance's models share.
 *
 * @param model the policy's name of the model
 * @param provider its provider instance
 * @param simulated whether that provider is a simulated one
 * @param availability whether it may be asked now
 * @param inFlight how many calls of the instance run
 * @param concurrencyLimit how many may run at once, by the policy or by what the provider has
 *     taught; null for no limit
 * @param requestsLeft how many calls the instance's own limit allows at once now; null for no limit
 * @param tokensLeft how many tokens it allows now, negative after more was used than expected; null
 *     for no limit
 */
public record ModelState(
    String model,
    String provider,
    boolean simulated,
    Availability availability,
    int inFlight,
    @Nullable Integer concurrencyLimit,
    @Nullable Long requestsLeft,
    @Nullable Long tokensLeft) {}
