package dev.penstock.spi;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import java.time.Instant;
import java.util.Set;
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
 * @param question the question as it was asked, which the key has only normalised; or null if it is
 *     not kept
 * @param tags by which answers are forgotten together, such as {@code prices-2026}
 * @param promptVersion the version of the prompt that led to it, or null if it has none
 * @param expiresAt when it is worth nothing any more, or null if only the cache's own life of
 *     answers counts; whichever comes first
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
    Instant storedAt,
    @Nullable String question,
    Set<String> tags,
    @Nullable String promptVersion,
    @Nullable Instant expiresAt) {
  /** Checks and copies the components. */
  public CachedAnswer {
    tags = Set.copyOf(tags);
  }

  /** An answer without question, tags and prompt version, that expires when the cache says. */
  public CachedAnswer(
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
      Instant storedAt) {
    this(
        text, tenant, route, model, provider, simulated, tier, intent, usage, cost, storedAt, null,
        Set.of(), null, null);
  }

  /** What hits and savings are counted under: the intent, or the route if there is none. */
  public String category() {
    return intent == null ? route : intent;
  }
}
