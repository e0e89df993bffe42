package dev.penstock.provider.openai;

import dev.penstock.spi.PluginContext;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderFactory;

/** The plugin {@code openai}: any API that speaks OpenAI's Chat Completions and embeddings. */
public final class OpenAiProviderFactory implements ProviderFactory<OpenAiSettings> {
  @Override
  public String name() {
    return "openai";
  }

  @Override
  public Class<OpenAiSettings> settings() {
    return OpenAiSettings.class;
  }

  @Override
  public Provider create(OpenAiSettings settings, PluginContext context) {
    return new OpenAiProvider(settings, context);
  }
}
