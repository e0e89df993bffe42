package dev.penstock.store.sqlite;

import dev.penstock.spi.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads SQLite's native library from a new folder that only its owner can read or write, and
 * removes it as soon as it is loaded. Left to itself, the driver leaves a copy among temporary
 * files if the process is killed.
 */
final class NativeLibrary {
  private static final String FOLDER = "org.sqlite.tmpdir";
  private static final String PATH = "org.sqlite.lib.path";
  private static boolean loaded;

  private NativeLibrary() {}

  /**
   * Loads it, unless it is. One at a time, since a system property is how the driver is told of the
   * folder; it is put back. Who sets the driver's properties has chosen, and is left alone.
   *
   * @param ledger the folder that is used if that for temporary files is of no use
   */
  static synchronized void load(Path ledger) {
    if (loaded) {
      return;
    }
    if (System.getProperty(FOLDER) != null || System.getProperty(PATH) != null) {
      initialize();
    } else {
      unpack(Path.of(System.getProperty("java.io.tmpdir", "")), ledger);
    }
    loaded = true;
  }

  private static void unpack(Path usual, Path otherwise) {
    try {
      unpack(usual);
    } catch (StoreException e) {
      try {
        unpack(otherwise);
      } catch (StoreException again) {
        again.addSuppressed(e);
        throw again;
      }
    }
  }

  private static void unpack(Path parent) {
    Path folder = folder(parent);
    System.setProperty(FOLDER, folder.toString());
    try {
      initialize();
    } finally {
      System.clearProperty(FOLDER);
      delete(folder);
    }
  }

  static Path folder(Path parent) {
    try {
      return Files.createTempDirectory(parent, "penstock-sqlite");
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static void initialize() {
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception | LinkageError e) {
      throw unusable(e);
    }
  }

  private static StoreException unusable(Throwable e) {
    return new StoreException(
        "SQLite's native library cannot be loaded: "
            + e
            + "; set -D"
            + FOLDER
            + " to a folder that can be written and allows programs, or -D"
            + PATH
            + " to the folder of a library that is there",
        e);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      folder.toFile().deleteOnExit(); // the driver does the same with its files
    }
  }
}
