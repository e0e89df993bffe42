package dev.penstock.core.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A plugin in a folder of plugins.
 *
 * @param place its own folder, or its jar
 * @param jars its jars, by name
 * @param stamps what tells whether a jar has changed
 */
record PluginFiles(Path place, List<Path> jars, List<Stamp> stamps) {
  /** A file's size and time of change. */
  record Stamp(Path file, long size, FileTime changed) {}

  /** The plugins of the folders that exist; a folder within counts as one plugin, as a jar does. */
  static List<PluginFiles> in(List<Path> folders) {
    List<PluginFiles> plugins = new ArrayList<>();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        for (Path entry : list(folder)) {
          if (Files.isDirectory(entry)) {
            plugins.add(of(entry, list(entry).stream().filter(PluginFiles::isJar).toList()));
          } else if (isJar(entry)) {
            plugins.add(of(entry, List.of(entry)));
          }
        }
      }
    }
    return List.copyOf(plugins);
  }

  private static boolean isJar(Path file) {
    return file.toString().endsWith(".jar") && Files.isRegularFile(file);
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PluginFiles of(Path place, List<Path> jars) {
    return new PluginFiles(place, jars, jars.stream().map(PluginFiles::stamp).toList());
  }

  private static Stamp stamp(Path file) {
    try {
      return new Stamp(file, Files.size(file), Files.getLastModifiedTime(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
