package dev.penstock.core.plugin;

import dev.penstock.spi.PluginFactory;

/** What a catalog says to a name. */
public sealed interface PluginLookup {
  /** There is exactly one. */
  record Found(PluginFactory<?, ?> factory) implements PluginLookup {}

  /**
   * There is none, or more than one.
   *
   * @param code of the policy's mistake
   * @param message what was found and what to do
   */
  record Unusable(String code, String message) implements PluginLookup {}
}
