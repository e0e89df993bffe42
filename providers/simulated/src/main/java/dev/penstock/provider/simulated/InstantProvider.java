package dev.penstock.provider.simulated;

import dev.penstock.spi.NonBlocking;
import dev.penstock.spi.PluginContext;

/** A simulated provider none of whose models ever waits. */
final class InstantProvider extends SimulatedProvider implements NonBlocking {
  InstantProvider(SimulatedSettings settings, PluginContext context) {
    super(settings, context);
  }
}
