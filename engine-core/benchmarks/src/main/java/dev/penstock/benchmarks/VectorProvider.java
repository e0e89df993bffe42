package dev.penstock.benchmarks;

import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.NonBlocking;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.ProviderFactory;
import dev.penstock.spi.ProviderInstance;
import java.util.function.Function;

/** Has vectors without the time they take, so that what is measured is the look-up. */
final class VectorProvider
    implements ProviderFactory<VectorProvider.Settings>, EmbeddingProvider, NonBlocking {
  private final Function<String, float[]> vectors;

  VectorProvider(Function<String, float[]> vectors) {
    this.vectors = vectors;
  }

  /** It has none. */
  record Settings() {}

  @Override
  public String name() {
    return "vectors";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public ProviderInstance create(Settings settings, PluginContext context) {
    return this;
  }

  @Override
  public boolean isBilled() {
    return false;
  }

  @Override
  public Embeddings embed(EmbeddingCall call) {
    return new Embeddings(call.texts().stream().map(vectors).toList(), null);
  }

  @Override
  public void close() {}
}
