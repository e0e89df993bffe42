package dev.penstock.api.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a question compares to similar ones that were answered before.
 *
 * @param similarity how near the best of them is, by cosine or by words; null if there is none
 * @param score what it was given by the class's head; null if there is none
 * @param threshold the least score of the class that keeps the policy's promise; null if the class
 *     has no evidence for it
 * @param category the class whose evidence counts, or empty if there is none
 * @param refusals the guards that refused neighbours, such as {@code numbers: 3}
 * @param reason why there was or was not an answer, in words
 */
public record Likeness(
    @Nullable Double similarity,
    @Nullable Double score,
    @Nullable Double threshold,
    String category,
    List<String> refusals,
    String reason) {
  /** Copies the components. */
  public Likeness {
    refusals = List.copyOf(refusals);
  }
}
