package dev.penstock.core.instance;

import dev.penstock.core.fakes.NoSettings;
import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.ProviderFactory;

/** The provider plugin {@code vectors}, which answers no requests. */
final class FakeEmbedderFactory implements ProviderFactory<NoSettings> {
  @Override
  public String name() {
    return "vectors";
  }

  @Override
  public Class<NoSettings> settings() {
    return NoSettings.class;
  }

  @Override
  public EmbeddingProvider create(NoSettings settings, PluginContext context) {
    return new FakeEmbedder();
  }

  private static final class FakeEmbedder implements EmbeddingProvider {
    @Override
    public boolean isBilled() {
      return false;
    }

    @Override
    public Embeddings embed(EmbeddingCall call) {
      return new Embeddings(
          call.texts().stream().map(text -> new float[] {text.length(), 1}).toList(), null);
    }

    @Override
    public void close() {}
  }
}
