package dev.penstock.core.plugin;

import java.net.URL;
import java.net.URLClassLoader;

/** The classes of one plugin. */
final class PluginClassLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  PluginClassLoader(String name, URL[] jars) {
    super("penstock-plugin-" + name, jars, new ApiClassLoader());
  }
}
