package dev.penstock.core.fakes;

import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFactory;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ProviderInstance;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Embeds a question by counting its letters; it fails on demand. */
public final class FakeEmbedder implements ProviderFactory<NoSettings>, EmbeddingProvider {
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean broken;

  public void breakDown() {
    broken = true;
  }

  public int calls() {
    return calls.get();
  }

  @Override
  public String name() {
    return "letters";
  }

  @Override
  public Class<NoSettings> settings() {
    return NoSettings.class;
  }

  @Override
  public ProviderInstance create(NoSettings settings, PluginContext context) {
    return this;
  }

  @Override
  public Embeddings embed(EmbeddingCall call) throws ProviderException {
    calls.incrementAndGet();
    if (broken) {
      throw new ProviderException(
          ProviderFailure.of(FailureKind.SERVER_ERROR, Phase.NOT_RUN, "told to fail"));
    }
    return new Embeddings(call.texts().stream().map(FakeEmbedder::vector).toList(), null);
  }

  private static float[] vector(String text) {
    float[] counts = new float[27];
    for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
      counts[c >= 'a' && c <= 'z' ? c - 'a' : 26]++;
    }
    return counts;
  }

  @Override
  public void close() {}
}
