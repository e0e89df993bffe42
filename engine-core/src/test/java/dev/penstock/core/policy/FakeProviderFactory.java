package dev.penstock.core.policy;

import dev.penstock.spi.PluginContext;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderFactory;

/** The provider plugin {@code fake}. */
public final class FakeProviderFactory implements ProviderFactory<FakeProviderSettings> {
  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Class<FakeProviderSettings> settings() {
    return FakeProviderSettings.class;
  }

  @Override
  public Provider create(FakeProviderSettings settings, PluginContext context) {
    return new FakeProvider();
  }
}
