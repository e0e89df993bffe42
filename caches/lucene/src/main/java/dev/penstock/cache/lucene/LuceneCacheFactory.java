package dev.penstock.cache.lucene;

import dev.penstock.spi.CacheFactory;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.SemanticCache;

/**
 * Creates the cache {@code lucene}: exact and similar questions, in a folder that outlives the
 * process, or in memory.
 */
public final class LuceneCacheFactory implements CacheFactory<LuceneCacheSettings> {
  /** For the service loader. */
  public LuceneCacheFactory() {}

  @Override
  public String name() {
    return "lucene";
  }

  @Override
  public Class<LuceneCacheSettings> settings() {
    return LuceneCacheSettings.class;
  }

  @Override
  public SemanticCache create(LuceneCacheSettings settings, PluginContext context) {
    return new LuceneCache(settings, Stores.open(settings, context), context.clock());
  }
}
