package dev.penstock.core.plugin;

import dev.penstock.spi.PluginFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows plugins the platform and the API packages of the host, and nothing else of it. */
final class ApiClassLoader extends ClassLoader {
  private static final List<String> SHARED =
      List.of("dev.penstock.api.", "dev.penstock.spi.", "org.jspecify.annotations.");
  private static final @Nullable ClassLoader HOST = PluginFactory.class.getClassLoader();

  static {
    registerAsParallelCapable();
  }

  ApiClassLoader() {
    super("penstock-api", getPlatformClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return SHARED.stream().anyMatch(name::startsWith)
        ? Class.forName(name, false, HOST)
        : super.loadClass(name, resolve);
  }
}
