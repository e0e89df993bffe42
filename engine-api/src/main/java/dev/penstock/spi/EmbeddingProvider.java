package dev.penstock.spi;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider that turns texts into vectors. Called from many threads at once, on virtual threads;
 * an interrupt asks it to stop. It need not be a {@link Provider}, which answers chat requests.
 */
public interface EmbeddingProvider extends ProviderInstance {
  /**
   * Embeds texts.
   *
   * @throws ProviderException if there are no vectors
   */
  Embeddings embed(EmbeddingCall call) throws ProviderException;

  /**
   * Whether somebody bills what it embeds, so that a policy has to say the price; false for one
   * that computes by itself.
   */
  default boolean isBilled() {
    return true;
  }

  /**
   * Texts to embed.
   *
   * @param modelId the provider's own name of the model
   * @param texts at least one text, none blank
   * @param dimensions the length of vector asked for, or null for the model's own
   * @param timeout how long the call may take
   */
  record EmbeddingCall(
      String modelId, List<String> texts, @Nullable Integer dimensions, Duration timeout) {
    /** Checks and copies the components. */
    public EmbeddingCall {
      texts = List.copyOf(texts);
      if (texts.isEmpty()) {
        throw new IllegalArgumentException("there must be at least one text to embed");
      }
    }
  }

  /**
   * The vectors of the texts.
   *
   * @param vectors one per text, in order, all of the same length
   * @param usage the tokens as reported, or null
   */
  record Embeddings(List<float[]> vectors, @Nullable ReportedUsage usage) {
    /** Checks and copies the components. */
    public Embeddings {
      vectors = List.copyOf(vectors);
    }
  }
}
