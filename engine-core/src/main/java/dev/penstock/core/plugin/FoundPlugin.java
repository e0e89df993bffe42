package dev.penstock.core.plugin;

import dev.penstock.spi.PluginFactory;

/**
 * A plugin that may be used.
 *
 * @param origin the jar or folder it came from
 */
record FoundPlugin(PluginKind kind, String name, PluginFactory<?, ?> factory, String origin) {}
