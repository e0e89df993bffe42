package dev.penstock.spi;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a cache near to a question.
 *
 * @param entryId the cache's name of the entry, the same as long as its question is; means nothing
 *     to other caches
 * @param key the key that it was stored under
 * @param answer its answer
 * @param similarity how near it is, by the measure: 1 is nearest
 * @param measure what the similarity is
 * @param expiresAt when the entry is not found any more; null if time alone does not end it
 * @param embedding the vector it was found by, of any length; or null if words were compared
 */
public record Neighbour(
    String entryId,
    CacheKey key,
    CachedAnswer answer,
    double similarity,
    Measure measure,
    @Nullable Instant expiresAt,
    @Nullable Embedding embedding) {
  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if a cosine comes without the vector, or words with one
   */
  public Neighbour {
    Objects.requireNonNull(entryId, "entryId");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(answer, "answer");
    Objects.requireNonNull(measure, "measure");
    if ((measure == Measure.COSINE) != (embedding != null)) {
      throw new IllegalArgumentException(
          "a neighbour found by the cosine needs its vector, and one found by words has none");
    }
  }

  /** What a similarity is; those of different measures are not comparable. */
  public enum Measure {
    /** The cosine of the two vectors, -1 to 1, computed from all their digits. */
    COSINE,
    /**
     * The words in both questions over the words in either, each as often as it occurs, 0 to 1; 1
     * if they have the same words. Says nothing of meaning or order.
     */
    LEXICAL
  }
}
