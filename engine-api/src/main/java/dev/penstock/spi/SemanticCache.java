package dev.penstock.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cache that also finds answers to similar questions. It only finds: whether a neighbour is near
 * enough, and whether it may be recalled at all, is the engine's to decide. An entry is in one
 * partition for ever, and has one question.
 *
 * <p>What is stored is found at once by the same process, also by {@link #nearest}.
 */
public interface SemanticCache extends AnswerCache {
  /**
   * The entries nearest to a question, best first, inside of the key's partition and never of
   * another one. Without those that a veto keeps from this question, and those that are expired.
   * The entry of the very same question is among them if it is there. Counts nothing.
   *
   * @param key the question's key
   * @param embedding the question's vector: entries with vectors of other models, or without any,
   *     are not found; or null to compare words
   * @param k how many at most, at least 1
   */
  List<Neighbour> nearest(CacheKey key, @Nullable Embedding embedding, int k);

  /**
   * As {@link AnswerCache#store}, with the question's vector. Without one, the entry is found under
   * its own key and by its words only.
   */
  void store(CacheKey key, CachedAnswer answer, @Nullable Embedding embedding);

  /**
   * Gives an entry a new answer, and with it a new life; its question and vector stay. For a
   * question so near to it that a second entry beside it would only be in the way.
   *
   * @return false if there is no such entry
   */
  boolean refresh(String entryId, CachedAnswer answer);

  /**
   * Counts a hit: the neighbour was given as the answer to the question, whose {@link #find} was
   * counted as a miss before.
   */
  void recalled(CacheKey asked, Neighbour neighbour);

  /**
   * Forgets an entry.
   *
   * @return false if there is no such entry
   */
  boolean forget(String entryId);

  /**
   * Never again finds the entry for that question, nor one that is stored later under the entry's
   * key. A veto outlives a restart as the entries do. If the question is the entry's own, the entry
   * is forgotten instead.
   */
  void veto(CacheKey asked, String entryId);
}
