package dev.penstock.core.recall;

import dev.penstock.core.embed.Asker;
import dev.penstock.core.embed.Embedder;
import dev.penstock.core.match.Agreement;
import dev.penstock.core.match.AnswerComparison;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.Neighbour;
import dev.penstock.spi.SemanticCache;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which answers to similar questions are checked by a call to a model, and what comes of it: the
 * class learns, and an answer that was wrong is never again given to that question. Thread-safe.
 */
public final class Shadows {
  private final ShadowSample sample;
  private final IsolatedCache cache;
  private final SimilarRecall similar;
  private final @Nullable Embedder embedder;

  Shadows(
      ShadowSample sample,
      IsolatedCache cache,
      SimilarRecall similar,
      @Nullable Embedder embedder) {
    this.sample = sample;
    this.cache = cache;
    this.similar = similar;
    this.embedder = embedder;
  }

  /** Whether the answer is to be checked. */
  public boolean isDrawn(String requestId, LookUp.Hit hit) {
    return hit.similar() != null && sample.draws(requestId);
  }

  /**
   * Takes in what a model answered.
   *
   * @param asker for whose request the check is
   * @param fresh its answer, or null if that was none that could have been recalled
   */
  public void compare(Asker asker, LookUp.Hit hit, @Nullable String fresh)
      throws InterruptedException {
    Similar why = hit.similar();
    Neighbour entry = why == null ? null : why.neighbour();
    if (why == null || entry == null) {
      return;
    }
    String recalled = hit.answer().text();
    Agreement agreement =
        fresh == null
            ? Agreement.UNSURE
            : AnswerComparison.compare(recalled, fresh, cosine(asker, recalled, fresh));
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    similar.checked(why.likeness(), agreement);
    SemanticCache able = cache.semantic();
    if (agreement == Agreement.DIFFERENT && able != null) {
      cache.call(
          () -> {
            able.veto(hit.key(), entry.entryId());
            return null;
          });
    }
  }

  private @Nullable Double cosine(Asker asker, String one, String other) {
    if (embedder == null || one.isBlank() || other.isBlank()) {
      return null;
    }
    List<Embedding> both = embedder.embed(asker, List.of(one, other));
    return both.size() != 2 || both.getFirst().dimensions() != both.getLast().dimensions()
        ? null
        : both.getFirst().cosine(both.getLast());
  }
}
