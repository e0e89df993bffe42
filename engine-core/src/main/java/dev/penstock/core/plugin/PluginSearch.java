package dev.penstock.core.plugin;

import dev.penstock.spi.CacheFactory;
import dev.penstock.spi.ClassifierFactory;
import dev.penstock.spi.PluginFactory;
import dev.penstock.spi.ProviderFactory;
import dev.penstock.spi.StoreFactory;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/** Looks for plugins; what is broken is listed and harms no other plugin. */
final class PluginSearch {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");
  private static final int MOST_BROKEN_SERVICES = 100;
  private static final List<Class<? extends PluginFactory<?, ?>>> SERVICES = services();

  final List<FoundPlugin> found = new ArrayList<>();
  final List<BrokenPlugin> broken = new ArrayList<>();
  final List<PluginClassLoader> loaders = new ArrayList<>();

  void given(List<PluginFactory<?, ?>> factories) {
    factories.forEach(factory -> add(factory, "given in code"));
  }

  /** The class path, without classes of which an instance was given. */
  void classPath(List<PluginFactory<?, ?>> given) {
    Set<Class<?>> stoodFor = given.stream().map(Object::getClass).collect(Collectors.toSet());
    services(PluginSearch.class.getClassLoader(), "class path", type -> !stoodFor.contains(type));
  }

  void folder(PluginFiles plugin) {
    String origin = plugin.place().toString();
    if (plugin.jars().isEmpty()) {
      broken.add(new BrokenPlugin(origin, "the folder holds no jar"));
      return;
    }
    for (Path jar : plugin.jars()) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        zip.size();
      } catch (IOException e) {
        broken.add(new BrokenPlugin(jar.toString(), "no readable jar: " + e.getMessage()));
        return;
      }
    }
    String name = String.valueOf(plugin.place().getFileName());
    PluginClassLoader loader = new PluginClassLoader(name, urls(plugin.jars()));
    loaders.add(loader);
    int before = found.size() + broken.size();
    services(loader, origin, type -> type.getClassLoader() == loader);
    if (found.size() + broken.size() == before) {
      broken.add(new BrokenPlugin(origin, "it names no plugin in META-INF/services"));
    }
  }

  private void services(ClassLoader loader, String origin, Predicate<Class<?>> wanted) {
    for (Class<? extends PluginFactory<?, ?>> service : SERVICES) {
      Iterator<? extends ServiceLoader.Provider<? extends PluginFactory<?, ?>>> providers =
          ServiceLoader.load(service, loader).stream().iterator();
      int failures = 0;
      boolean more = true;
      while (more && failures < MOST_BROKEN_SERVICES) {
        try {
          more = providers.hasNext();
          if (more) {
            ServiceLoader.Provider<? extends PluginFactory<?, ?>> provider = providers.next();
            if (wanted.test(provider.type())) {
              add(provider.get(), origin);
            }
          }
        } catch (ServiceConfigurationError | LinkageError e) {
          failures++;
          broken.add(new BrokenPlugin(origin, reason(e)));
        }
      }
    }
  }

  private void add(PluginFactory<?, ?> factory, String origin) {
    String place = place(factory.getClass(), origin);
    try {
      String name = factory.name();
      if (NAME.matcher(name).matches()) {
        found.add(new FoundPlugin(PluginKind.of(factory), name, factory, place));
      } else {
        broken.add(
            new BrokenPlugin(
                place, "its name is not made of lower case letters, digits and dashes"));
      }
    } catch (RuntimeException | LinkageError e) {
      broken.add(new BrokenPlugin(place, "it cannot say its name: " + e));
    }
  }

  private static String place(Class<?> type, String origin) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    return location == null ? origin : type.getName() + " in " + location.getPath();
  }

  private static String reason(Throwable error) {
    StringBuilder reason = new StringBuilder(String.valueOf(error.getMessage()));
    for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
      reason.append(": ").append(cause);
    }
    return reason.toString();
  }

  private static URL[] urls(List<Path> jars) {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      try {
        urls.add(jar.toUri().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalStateException("every path has a URL", e);
      }
    }
    return urls.toArray(URL[]::new);
  }

  @SuppressWarnings("unchecked") // a class literal knows no type arguments
  private static List<Class<? extends PluginFactory<?, ?>>> services() {
    return List.of(
        (Class<? extends PluginFactory<?, ?>>) (Class<?>) ProviderFactory.class,
        (Class<? extends PluginFactory<?, ?>>) (Class<?>) ClassifierFactory.class,
        (Class<? extends PluginFactory<?, ?>>) (Class<?>) CacheFactory.class,
        (Class<? extends PluginFactory<?, ?>>) (Class<?>) StoreFactory.class);
  }
}
