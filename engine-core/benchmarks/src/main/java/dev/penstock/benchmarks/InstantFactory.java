package dev.penstock.benchmarks;

import dev.penstock.spi.PluginContext;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderFactory;

/** Creates the provider {@code instant}, which answers at once and always the same. */
final class InstantFactory implements ProviderFactory<InstantFactory.Settings> {
  /** It has none. */
  record Settings() {}

  @Override
  public String name() {
    return "instant";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public Provider create(Settings settings, PluginContext context) {
    return new InstantProvider();
  }
}
