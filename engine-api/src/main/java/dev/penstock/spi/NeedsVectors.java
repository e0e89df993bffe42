package dev.penstock.spi;

/**
 * A classifier that compares questions with texts of its own. A policy that names one has to name
 * {@code embeddings} as well.
 */
public interface NeedsVectors {
  /**
   * Makes the vectors it needs. The engine calls it before the first question, and again when the
   * policy is loaded anew, always with the same model: for another one it makes another classifier.
   * Until it has returned once, the classifier is passed over; if it throws, it is called again
   * later, and gets without a call what was made before. It may be called while questions are
   * asked.
   *
   * @throws ProviderException if vectors cannot be had
   */
  void prepare(TextEmbedder embedder) throws ProviderException, InterruptedException;
}
