package dev.penstock.provider.anthropic;

import dev.penstock.spi.PluginContext;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderFactory;

/** The plugin {@code anthropic}: Claude by Anthropic's Messages API. */
public final class AnthropicProviderFactory implements ProviderFactory<AnthropicSettings> {
  @Override
  public String name() {
    return "anthropic";
  }

  @Override
  public Class<AnthropicSettings> settings() {
    return AnthropicSettings.class;
  }

  @Override
  public Provider create(AnthropicSettings settings, PluginContext context) {
    return new AnthropicProvider(settings, context);
  }
}
