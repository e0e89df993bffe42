package dev.penstock.classifier.examples;

import dev.penstock.api.explain.Signal;
import dev.penstock.spi.Classification;
import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierInput;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.NeedsVectors;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.TextEmbedder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Says what the utterances near to a question, and a head trained on all of them, make of it; says
 * nothing of a question that is near to none.
 */
final class ExamplesClassifier implements Classifier, NeedsVectors {
  static final String SOURCE = "examples";
  private static final String VECTOR = "(vector)";
  private static final int INTENTS_SHOWN = 3;

  private final Utterances utterances;
  private final int neighbours;
  private final double floor;
  private final @Nullable VectorFolder folder;
  private final ReentrantLock preparing = new ReentrantLock();
  private volatile @Nullable Knowledge knowledge;

  ExamplesClassifier(
      Utterances utterances, int neighbours, double floor, @Nullable VectorFolder folder) {
    this.utterances = utterances;
    this.neighbours = neighbours;
    this.floor = floor;
    this.folder = folder;
  }

  @Override
  public void prepare(TextEmbedder embedder) throws ProviderException, InterruptedException {
    preparing.lockInterruptibly();
    try {
      Knowledge known = knowledge;
      if (known == null || !known.model().equals(embedder.model())) {
        knowledge = Knowledge.of(utterances, embedder, neighbours, floor, folder);
      }
    } finally {
      preparing.unlock();
    }
  }

  @Override
  public Classification classify(ClassifierInput input) {
    Knowledge known = knowledge;
    if (known == null) {
      return nothing(VECTOR, "the examples have no vectors yet");
    }
    Embedding embedding = input.embedding().get().orElse(null);
    if (embedding == null) {
      return nothing(VECTOR, "there is no vector of the question");
    }
    if (!known.fits(embedding)) {
      return nothing(
          VECTOR,
          "the question's vector is of %s (%d numbers), those of the examples of %s (%d)"
              .formatted(
                  embedding.model(), embedding.dimensions(), known.model(), known.dimensions()));
    }
    float[] unit = embedding.unit();
    List<VectorIndex.Hit> hits = known.index().nearest(unit, neighbours);
    if (hits.getFirst().similarity() < floor) {
      return nothing(
          name(hits.getFirst()),
          similarity(hits.getFirst()) + ", the nearest, is below " + percent(floor));
    }
    Opinion opinion = Opinion.of(known.head(), hits, unit, utterances);
    return new Classification(
        utterances.tiers().get(opinion.tier()),
        utterances.name(opinion.intent()),
        known.calibration().chance(opinion.share()),
        signals(opinion));
  }

  private static Classification nothing(String id, String detail) {
    return Classification.noSignal(List.of(new Signal(SOURCE, id, detail)));
  }

  private List<Signal> signals(Opinion opinion) {
    List<Signal> signals = new ArrayList<>();
    Set<String> shown = new LinkedHashSet<>();
    for (VectorIndex.Hit hit : opinion.hits()) {
      if (shown.size() < INTENTS_SHOWN && shown.add(name(hit))) {
        signals.add(new Signal(SOURCE, name(hit), tier(hit) + ", " + similarity(hit)));
      }
    }
    List<String> shares = new ArrayList<>();
    for (int tier = 0; tier < opinion.tierShares().length; tier++) {
      shares.add(utterances.tiers().get(tier) + " " + percent(opinion.tierShares()[tier]));
    }
    signals.add(new Signal(SOURCE, "(tiers)", String.join(", ", shares)));
    return signals;
  }

  private String name(VectorIndex.Hit hit) {
    return utterances.name(utterances.intentOf(hit.utterance()));
  }

  private String tier(VectorIndex.Hit hit) {
    return utterances.tiers().get(utterances.tierOf(utterances.intentOf(hit.utterance())));
  }

  private static String similarity(VectorIndex.Hit hit) {
    return "similarity " + percent(hit.similarity());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f%%", 100 * share);
  }

  @Override
  public void close() {
    knowledge = null;
  }
}
