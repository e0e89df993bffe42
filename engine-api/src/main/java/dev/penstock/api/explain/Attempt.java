package dev.penstock.api.explain;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call to a provider, as it stands in the ledger.
 *
 * @param id the request's id, a slash and the number of the attempt from 1
 * @param model the policy's name of the model
 * @param provider the provider instance
 * @param modelId the provider's own name of the model
 * @param simulated whether that provider is a simulated one
 * @param responseId the provider's own id of its answer, at most 512 printable ASCII characters, or
 *     null if it gave none such
 * @param outcome whether it gave the answer
 * @param failure what went wrong, or null
 * @param usage the tokens it took
 * @param cost what it cost
 * @param priceVersion which entry of the model's price list was used
 * @param started when it began
 * @param duration how long it took
 * @param firstToken how long until the first content, or null if unknown
 */
public record Attempt(
    String id,
    String model,
    String provider,
    String modelId,
    boolean simulated,
    @Nullable String responseId,
    Outcome outcome,
    @Nullable String failure,
    Usage usage,
    Usd cost,
    String priceVersion,
    Instant started,
    Duration duration,
    @Nullable Duration firstToken) {
  /** How an attempt ended. */
  public enum Outcome {
    /** It gave the answer. */
    ANSWERED,
    /** It failed and certainly cost nothing. */
    FAILED,
    /** It failed and may have been billed; its cost is an estimate and counted as waste. */
    WASTED,
    /** The caller gave up. */
    CANCELLED
  }
}
