package dev.penstock.cache.lucene;

import dev.penstock.spi.CacheKey;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.Neighbour;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the neighbours of one question. What is pending has to be asked before the index: an
 * entry that stops being pending in between is in the index then.
 */
final class Nearest {
  private static final int MOST_ASKED = 2_048;

  private final CacheKey key;
  private final VectorSpace space;
  private final @Nullable Embedding asked;
  private final float @Nullable [] unit;
  private final Words words;
  private final Slots slots;
  private final Set<String> vetoed;
  private final long now;
  private final Map<String, Neighbour> found = new HashMap<>();

  Nearest(CacheKey key, @Nullable Embedding embedding, Slots slots, Set<String> vetoed, long now) {
    this.key = key;
    this.space = VectorSpace.of(embedding);
    this.asked = embedding;
    this.unit = embedding == null ? null : Vectors.unit(embedding.vector());
    this.words = unit == null ? Words.of(key.question()) : new Words(Map.of(), 0);
    this.slots = slots;
    this.vetoed = vetoed;
    this.now = now;
  }

  void addPending(int k) {
    for (Slot slot : slots.pending()) {
      Slot.Pending pending = slot.pending();
      if (pending != null && slot.partition().equals(key.partition())) {
        double similarity = similarity(pending);
        if (!Double.isNaN(similarity)) {
          add(pending.entry(), similarity, pending.unit());
        }
      }
    }
  }

  /** Not a number if the two cannot be compared. */
  private double similarity(Slot.Pending pending) {
    float[] mine = unit;
    if (mine == null) {
      double shared = words.similarity(Words.of(pending.entry().key().question()));
      return shared > 0 ? shared : Double.NaN;
    }
    float[] its = pending.unit();
    return its != null && pending.entry().space().equals(space)
        ? Vectors.cosine(mine, its)
        : Double.NaN;
  }

  /** Asks for more than k if some of those that the index still has are gone, expired or vetoed. */
  void addIndexed(OpenIndex index, int k) throws IOException {
    IndexSearcher searcher = index.acquire();
    try {
      int asked = k;
      while (true) {
        List<Found> candidates = search(searcher, asked);
        int added = 0;
        for (Found candidate : candidates) {
          Entry entry = Documents.entry(candidate.reader(), candidate.document());
          float[] its =
              unit == null
                  ? null
                  : NearVectors.vector(candidate.reader(), space, candidate.document());
          if (entry != null && add(entry, candidate.similarity(), its)) {
            added++;
          }
        }
        if (added >= k || candidates.size() < asked || asked >= MOST_ASKED) {
          return;
        }
        asked = Math.min(MOST_ASKED, 4 * asked);
      }
    } finally {
      index.release(searcher);
    }
  }

  private List<Found> search(IndexSearcher searcher, int asked) throws IOException {
    float[] mine = unit;
    return mine == null
        ? new NearWords(searcher, key.partition(), words).nearest(asked)
        : new NearVectors(searcher, key.partition(), space, mine).nearest(asked);
  }

  private boolean add(Entry entry, double similarity, float @Nullable [] its) {
    Slot slot = slots.get(entry.id());
    if (slot == null
        || slot.version() != entry.version()
        || slot.isExpired(now)
        || !entry.key().partition().equals(key.partition())
        || vetoed.contains(entry.id())) {
      return false;
    }
    Embedding embedding = asked;
    if (embedding != null && its == null) {
      return false;
    }
    Neighbour.Measure measure =
        embedding == null ? Neighbour.Measure.LEXICAL : Neighbour.Measure.COSINE;
    found.put(
        entry.id(),
        new Neighbour(
            entry.id(),
            entry.key(),
            entry.answer(),
            similarity,
            measure,
            Instant.ofEpochMilli(entry.expiresAt()),
            embedding == null || its == null ? null : new Embedding(embedding.model(), its)));
    return true;
  }

  List<Neighbour> best(int k) {
    return found.values().stream()
        .sorted(
            Comparator.comparingDouble(Neighbour::similarity)
                .reversed()
                .thenComparing(Neighbour::entryId))
        .limit(k)
        .toList();
  }
}
