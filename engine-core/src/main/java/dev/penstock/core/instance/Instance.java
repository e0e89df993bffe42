package dev.penstock.core.instance;

import dev.penstock.core.plugin.PluginCatalog;
import dev.penstock.core.plugin.PluginKind;
import dev.penstock.core.policy.LoadedPolicy;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plugin's instance, shared by the sets that hold it and closed when the last one lets go. It
 * keeps the catalog open that its classes come from.
 */
final class Instance {
  private static final Logger LOG = LoggerFactory.getLogger(Instance.class);

  private final InstanceKey key;
  private final AutoCloseable plugin;
  private final Map<Path, String> filesRead;
  private final PluginCatalog catalog;
  private final AtomicInteger holders = new AtomicInteger(1);

  /**
   * An instance with one holder.
   *
   * @param filesRead the files read through its context, with their SHA-256
   * @param catalog retained for this instance already
   */
  Instance(
      InstanceKey key, AutoCloseable plugin, Map<Path, String> filesRead, PluginCatalog catalog) {
    this.key = key;
    this.plugin = plugin;
    this.filesRead = Map.copyOf(filesRead);
    this.catalog = catalog;
  }

  AutoCloseable plugin() {
    return plugin;
  }

  /** Whether a new instance under that key would be no other. */
  boolean isStill(InstanceKey wanted) {
    return key.equals(wanted)
        && filesRead.entrySet().stream()
            .allMatch(file -> LoadedPolicy.isUnchanged(file.getKey(), file.getValue()));
  }

  /** What answers and tiers may depend on: plugin, settings without secrets, and files. */
  String description() {
    return key.kind()
        + " "
        + key.name()
        + " "
        + key.plugin()
        + " "
        + key.settings()
        + " "
        + new TreeMap<>(filesRead)
        + (key.vectors() == null ? "" : " " + key.vectors());
  }

  boolean isProvider(String name) {
    return key.kind() == PluginKind.PROVIDER && key.name().equals(name);
  }

  PluginKind kind() {
    return key.kind();
  }

  /** One more holder, unless it is closed already. */
  boolean retain() {
    return holders.updateAndGet(count -> count == 0 ? 0 : count + 1) > 0;
  }

  void release() {
    if (holders.decrementAndGet() == 0) {
      try {
        plugin.close();
      } catch (Exception | LinkageError e) {
        LOG.warn("the {} {} failed to close", key.kind(), key.name(), e);
      } finally {
        catalog.close();
      }
    }
  }
}
