package dev.penstock.spi;

import java.util.List;

/** Who makes vectors under a policy, for texts of a plugin's own. What they cost is booked. */
public interface TextEmbedder {
  /** Names what makes the vectors; vectors of another model cannot be compared with them. */
  String model();

  /**
   * Makes the vectors of texts, one per text, in order.
   *
   * @param texts at least one text, none blank
   * @throws ProviderException if they cannot be had, or may not be paid
   */
  List<Embedding> embed(List<String> texts) throws ProviderException, InterruptedException;
}
