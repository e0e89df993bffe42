package dev.penstock.spi;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An answer worth recalling: complete, unfiltered, uncut, finished with {@code STOP}.
 *
 * @param text its text
 * @param tenant whose it is
 * @param route the route that was taken
 * @param model the policy's name of the model that answered
 * @param provider the name of the provider instance
 * @param simulated whether that provider is a simulated one
 * @param tier the tier of the question
 * @param intent what the question is about, or null
 * @param usage the tokens it took
 * @param cost what it cost, which is what a hit saves
 * @param storedAt when it was stored
 */
public record CachedAnswer(
    String text,
    String tenant,
    String route,
    String model,
    String provider,
    boolean simulated,
    String tier,
    @Nullable String intent,
    Usage usage,
    Usd cost,
    Instant storedAt) {}
