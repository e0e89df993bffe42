package dev.penstock.cache.lucene;

import dev.penstock.spi.SemanticCache;
import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.SemanticCacheContract;
import dev.penstock.testkit.TestPluginContext;

final class LuceneCacheTest extends SemanticCacheContract {
  @Override
  protected SemanticCache open(FakeClock clock) {
    return new LuceneCacheFactory()
        .create(LuceneCacheSettings.DEFAULTS, TestPluginContext.named("lucene").clock(clock));
  }
}
