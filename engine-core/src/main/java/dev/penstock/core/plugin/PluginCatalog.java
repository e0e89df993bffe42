package dev.penstock.core.plugin;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.core.word.Spelling;
import dev.penstock.spi.PluginFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins that policies may name. Several policies may hold one catalog; it is closed, and the
 * class loaders of folders with it, when the last one lets go.
 */
public final class PluginCatalog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PluginCatalog.class);

  private final List<PluginFactory<?, ?>> given;
  private final List<Path> folders;
  private final List<PluginFiles> files;
  private final List<FoundPlugin> found;
  private final List<BrokenPlugin> broken;
  private final List<PluginClassLoader> loaders;
  private final AtomicInteger holders = new AtomicInteger(1);

  private PluginCatalog(
      List<PluginFactory<?, ?>> given,
      List<Path> folders,
      List<PluginFiles> files,
      PluginSearch search) {
    this.given = given;
    this.folders = folders;
    this.files = files;
    this.found = List.copyOf(search.found);
    this.broken = List.copyOf(search.broken);
    this.loaders = List.copyOf(search.loaders);
  }

  /**
   * Looks for plugins: those given, those on the class path and those in the folders. A folder that
   * is not there holds none.
   *
   * @throws PenstockException if a folder cannot be listed
   */
  public static PluginCatalog discover(List<PluginFactory<?, ?>> given, List<Path> folders) {
    List<PluginFiles> files = list(folders);
    PluginSearch search = new PluginSearch();
    search.given(given);
    search.classPath(given);
    files.forEach(search::folder);
    return new PluginCatalog(List.copyOf(given), List.copyOf(folders), files, search);
  }

  /** As {@link #discover}, but shares the previous catalog if it would find the same again. */
  public static PluginCatalog discover(
      List<PluginFactory<?, ?>> given, List<Path> folders, PluginCatalog previous) {
    boolean same =
        previous.given.equals(given)
            && previous.folders.equals(folders)
            && previous.files.equals(list(folders));
    return same && previous.retain() ? previous : discover(given, folders);
  }

  private static List<PluginFiles> list(List<Path> folders) {
    try {
      return PluginFiles.in(folders);
    } catch (UncheckedIOException e) {
      throw new PenstockException(
          ErrorCode.PLUGIN_UNUSABLE, "cannot list the plugin folders: " + e.getMessage(), e);
    }
  }

  /** The one plugin of that kind and name, or why there is none. */
  public PluginLookup find(PluginKind kind, String name) {
    List<FoundPlugin> named =
        found.stream()
            .filter(plugin -> plugin.kind() == kind && plugin.name().equals(name))
            .toList();
    return switch (named.size()) {
      case 0 -> new PluginLookup.Unusable("UNKNOWN_PLUGIN", unknown(kind, name));
      case 1 -> new PluginLookup.Found(named.getFirst().factory());
      default ->
          new PluginLookup.Unusable(
              "DUPLICATE_PLUGIN",
              "there are "
                  + named.size()
                  + " "
                  + kind
                  + " plugins named `"
                  + name
                  + "`, remove all but one: "
                  + named.stream().map(FoundPlugin::origin).collect(Collectors.joining("; ")));
    };
  }

  /**
   * The plugin of that kind and name.
   *
   * @throws PenstockException if there is none, or more than one
   */
  public PluginFactory<?, ?> factory(PluginKind kind, String name) {
    return switch (find(kind, name)) {
      case PluginLookup.Found(PluginFactory<?, ?> factory) -> factory;
      case PluginLookup.Unusable(String code, String message) ->
          throw new PenstockException(ErrorCode.PLUGIN_UNUSABLE, message);
    };
  }

  /** The names of all plugins of a kind, in alphabetical order. */
  public List<String> names(PluginKind kind) {
    return found.stream()
        .filter(plugin -> plugin.kind() == kind)
        .map(FoundPlugin::name)
        .distinct()
        .sorted()
        .toList();
  }

  /** The jars and classes that should hold a plugin and do not. */
  public List<BrokenPlugin> broken() {
    return broken;
  }

  private String unknown(PluginKind kind, String name) {
    List<String> known = names(kind);
    StringBuilder message =
        new StringBuilder("there is no %s plugin `%s`".formatted(kind, name))
            .append(Spelling.hint(name, known))
            .append(known.isEmpty() ? "; there are none" : "; known: " + String.join(", ", known))
            .append("; searched: the class path");
    for (Path folder : folders) {
      Path absolute = folder.toAbsolutePath().normalize();
      message
          .append(", ")
          .append(absolute)
          .append(Files.isDirectory(absolute) ? "" : " (there is no such folder)");
    }
    if (!broken.isEmpty()) {
      message
          .append("; broken: ")
          .append(broken.stream().map(BrokenPlugin::toString).collect(Collectors.joining("; ")));
    }
    return message.toString();
  }

  /** One more holder, unless the catalog is closed already. */
  public boolean retain() {
    return holders.updateAndGet(count -> count == 0 ? 0 : count + 1) > 0;
  }

  /** Lets go of the catalog. */
  @Override
  public void close() {
    if (holders.getAndUpdate(count -> Math.max(0, count - 1)) == 1) {
      for (PluginClassLoader loader : loaders) {
        try {
          loader.close();
        } catch (IOException e) {
          LOG.warn("cannot close {}", loader.getName(), e);
        }
      }
    }
  }
}
