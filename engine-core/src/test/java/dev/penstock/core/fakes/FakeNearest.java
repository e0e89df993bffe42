package dev.penstock.core.fakes;

import dev.penstock.spi.Classification;
import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierFactory;
import dev.penstock.spi.ClassifierInput;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.NeedsVectors;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.TextEmbedder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A classifier that gives each question the tier of the nearest of its texts, one per tier. */
public final class FakeNearest implements ClassifierFactory<NoSettings>, Classifier, NeedsVectors {
  private final List<String> texts;
  private final List<String> models;
  private final AtomicInteger created = new AtomicInteger();
  private volatile List<Embedding> vectors = List.of();

  public FakeNearest(String... texts) {
    this(List.of(texts), new CopyOnWriteArrayList<>());
  }

  private FakeNearest(List<String> texts, List<String> models) {
    this.texts = texts;
    this.models = models;
  }

  /** How many classifiers it has made. */
  public int created() {
    return created.get();
  }

  /** The models that it was prepared with, one after another. */
  public List<String> models() {
    return models;
  }

  @Override
  public String name() {
    return "nearest";
  }

  @Override
  public Class<NoSettings> settings() {
    return NoSettings.class;
  }

  @Override
  public Classifier create(NoSettings settings, PluginContext context) {
    created.incrementAndGet();
    return new FakeNearest(texts, models);
  }

  @Override
  public void prepare(TextEmbedder embedder) throws ProviderException, InterruptedException {
    vectors = embedder.embed(texts);
    models.add(embedder.model());
  }

  @Override
  public Classification classify(ClassifierInput input) {
    Embedding asked = input.embedding().get().orElseThrow();
    int best = 0;
    for (int i = 1; i < vectors.size(); i++) {
      if (asked.cosine(vectors.get(i)) > asked.cosine(vectors.get(best))) {
        best = i;
      }
    }
    return new Classification(input.tiers().get(best), null, 1, List.of());
  }

  @Override
  public void close() {}
}
