package dev.penstock.core.recall;

import dev.penstock.api.explain.Likeness;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.Neighbour;
import org.jspecify.annotations.Nullable;

/**
 * What came of the questions similar to one.
 *
 * @param likeness for the explanation
 * @param embedding the question's vector, or null if there is none
 * @param neighbour the entry that was chosen, or null if there is none
 * @param certain whether its answer may be given
 */
public record Similar(
    Likeness likeness,
    @Nullable Embedding embedding,
    @Nullable Neighbour neighbour,
    boolean certain) {
  private static final double DUPLICATE = 0.98;

  /**
   * The entry that a new answer goes into, because a second one beside it would only be in the way;
   * or null.
   */
  @Nullable Neighbour duplicate() {
    Neighbour near = neighbour;
    return near != null
            && near.measure() == Neighbour.Measure.COSINE
            && near.similarity() >= DUPLICATE
            && likeness.threshold() != null
        ? near
        : null;
  }
}
