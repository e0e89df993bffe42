package dev.penstock.spi;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/** What the engine gives a plugin when it creates an instance. */
public interface PluginContext {
  /** The name the policy gave this instance, or the plugin's name if it gave none. */
  String instance();

  /** The time of day; a plugin takes it from nowhere else. */
  InstantSource clock();

  /** A clock in nanoseconds that never goes back, for time-outs and TTLs. */
  LongSupplier ticker();

  /** The policy's tiers, easiest first. */
  List<String> tiers();

  /** How long connecting to a server may take. */
  Duration connectTimeout();

  /** How long a server that has begun to answer may be silent. */
  Duration idleTimeout();

  /** Resolves a path of the settings against the folder of the policy file. */
  Path resolve(Path path);

  /**
   * Reads a YAML file strictly into a record, by the rules of the policy: unknown keys, duplicate
   * keys and wrong types are refused with file, line and column.
   *
   * @param file a path as given in the settings
   * @param type the record class
   * @throws dev.penstock.api.PenstockException with all mistakes of the file
   */
  <T extends Record> T read(Path file, Class<T> type);

  /**
   * Reads a file of text in UTF-8, such as CSV, without a byte order mark. As after {@link #read},
   * the plugin is made anew if the file has changed when the policy is loaded again.
   *
   * @param file a path as given in the settings
   * @throws dev.penstock.api.PenstockException if it is missing, too large or not plain text
   */
  String readText(Path file);
}
