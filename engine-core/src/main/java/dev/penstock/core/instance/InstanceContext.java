package dev.penstock.core.instance;

import dev.penstock.core.policy.BoundFile;
import dev.penstock.core.policy.LoadedPolicy;
import dev.penstock.core.policy.NamedText;
import dev.penstock.spi.PluginContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** What one instance is given; remembers the files it reads. */
final class InstanceContext implements PluginContext {
  private final String instance;
  private final LoadedPolicy loaded;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final Map<Path, String> filesRead = new ConcurrentHashMap<>();

  InstanceContext(String instance, LoadedPolicy loaded, InstantSource clock, LongSupplier ticker) {
    this.instance = instance;
    this.loaded = loaded;
    this.clock = clock;
    this.ticker = ticker;
  }

  Map<Path, String> filesRead() {
    return filesRead;
  }

  @Override
  public String instance() {
    return instance;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public LongSupplier ticker() {
    return ticker;
  }

  @Override
  public List<String> tiers() {
    return loaded.policy().tiers();
  }

  @Override
  public Duration connectTimeout() {
    return loaded.policy().deadlines().connect();
  }

  @Override
  public Duration idleTimeout() {
    return loaded.policy().deadlines().idle();
  }

  @Override
  public Path resolve(Path path) {
    return loaded.directory().resolve(path);
  }

  @Override
  public <T extends Record> T read(Path file, Class<T> type) {
    BoundFile<T> bound = loaded.read(file, type);
    filesRead.put(bound.file(), bound.sha256());
    return bound.value();
  }

  @Override
  public String readText(Path file) {
    NamedText text = loaded.pluginText(file);
    filesRead.put(loaded.directory().resolve(file), text.sha256());
    return text.text();
  }
}
