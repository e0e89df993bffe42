package dev.penstock.api;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.spi.Embedding;
import java.util.List;

/**
 * The vectors of texts.
 *
 * @param requestId the request's id, as in the ledger
 * @param vectors one per text, in order, all of the same length
 * @param provider the provider instance that made them
 * @param model the provider's own name of the model
 * @param usage the tokens that were billed
 * @param cost what they cost
 */
public record EmbeddingAnswer(
    String requestId,
    List<Embedding> vectors,
    String provider,
    String model,
    Usage usage,
    Usd cost) {
  /** Copies the vectors. */
  public EmbeddingAnswer {
    vectors = List.copyOf(vectors);
  }
}
