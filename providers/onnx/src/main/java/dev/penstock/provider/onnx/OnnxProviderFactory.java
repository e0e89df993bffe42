package dev.penstock.provider.onnx;

import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.ProviderFactory;
import java.nio.file.Path;

/** Creates the provider {@code onnx}: embeddings without a call, and no answers. */
public final class OnnxProviderFactory implements ProviderFactory<OnnxSettings> {
  /** For the service loader. */
  public OnnxProviderFactory() {}

  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public Class<OnnxSettings> settings() {
    return OnnxSettings.class;
  }

  @Override
  public EmbeddingProvider create(OnnxSettings settings, PluginContext context) {
    Path nativeDir = settings.nativeDir();
    Path folder = nativeDir == null ? null : context.resolve(nativeDir);
    return new OnnxProvider(
        settings.threads(), () -> SentenceModel.load(folder), context.instance());
  }
}
