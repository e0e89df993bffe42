package dev.penstock.spi;

/**
 * A classifier that compares questions with texts of its own. A policy that names one has to name
 * {@code embeddings} as well.
 */
public interface NeedsVectors {
  /**
   * Makes the vectors it needs. The engine calls it before the first question, and again when the
   * policy is loaded anew, perhaps with another model. Until it has returned, the classifier is
   * passed over; if it throws, it is called again later.
   *
   * @throws ProviderException if vectors cannot be had
   */
  void prepare(TextEmbedder embedder) throws ProviderException, InterruptedException;
}
