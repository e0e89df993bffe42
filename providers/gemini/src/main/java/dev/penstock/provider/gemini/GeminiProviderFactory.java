package dev.penstock.provider.gemini;

import dev.penstock.spi.PluginContext;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderFactory;

/** The plugin {@code gemini}: Google's models by the Gemini API. */
public final class GeminiProviderFactory implements ProviderFactory<GeminiSettings> {
  @Override
  public String name() {
    return "gemini";
  }

  @Override
  public Class<GeminiSettings> settings() {
    return GeminiSettings.class;
  }

  @Override
  public Provider create(GeminiSettings settings, PluginContext context) {
    return new GeminiProvider(settings, context);
  }
}
