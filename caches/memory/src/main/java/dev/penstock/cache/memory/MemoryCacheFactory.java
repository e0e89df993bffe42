package dev.penstock.cache.memory;

import dev.penstock.spi.AnswerCache;
import dev.penstock.spi.CacheFactory;
import dev.penstock.spi.PluginContext;

/** Creates the cache {@code memory}: exact look-ups, in the heap, gone with the process. */
public final class MemoryCacheFactory implements CacheFactory<MemoryCacheSettings> {
  /** For the service loader. */
  public MemoryCacheFactory() {}

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Class<MemoryCacheSettings> settings() {
    return MemoryCacheSettings.class;
  }

  @Override
  public AnswerCache create(MemoryCacheSettings settings, PluginContext context) {
    return new MemoryCache(settings, context.clock(), context.ticker());
  }
}
