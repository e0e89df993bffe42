package dev.penstock.benchmarks;

import dev.penstock.provider.onnx.OnnxProviderFactory;
import dev.penstock.provider.onnx.OnnxSettings;
import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import dev.penstock.spi.ProviderException;
import dev.penstock.testkit.TestPluginContext;
import java.time.Duration;
import java.util.List;

/** Vectors of {@code providers/onnx}. */
final class SentenceVectors implements AutoCloseable {
  /** The provider's only model. */
  static final String MODEL = "all-minilm-l6-v2-q";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final EmbeddingProvider provider =
      new OnnxProviderFactory()
          .create(new OnnxSettings(1, null), TestPluginContext.named("sentences"));

  float[] of(String text) {
    try {
      return provider
          .embed(new EmbeddingCall(MODEL, List.of(text), null, PATIENCE))
          .vectors()
          .getFirst();
    } catch (ProviderException e) {
      throw new IllegalStateException("there is no vector", e);
    }
  }

  @Override
  public void close() {
    provider.close();
  }
}
