package dev.penstock.provider.simulated;

import dev.penstock.spi.PluginContext;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderFactory;

/** Creates the provider {@code simulated}: answers in process, from no model, always the same. */
public final class SimulatedProviderFactory implements ProviderFactory<SimulatedSettings> {
  /** For the service loader. */
  public SimulatedProviderFactory() {}

  @Override
  public String name() {
    return "simulated";
  }

  @Override
  public Class<SimulatedSettings> settings() {
    return SimulatedSettings.class;
  }

  @Override
  public Provider create(SimulatedSettings settings, PluginContext context) {
    return settings.answersAtOnce()
        ? new InstantProvider(settings, context)
        : new SimulatedProvider(settings, context);
  }
}
