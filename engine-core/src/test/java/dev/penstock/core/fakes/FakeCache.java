package dev.penstock.core.fakes;

import dev.penstock.api.money.Usd;
import dev.penstock.api.report.CacheStatistics;
import dev.penstock.spi.AnswerCache;
import dev.penstock.spi.CacheFactory;
import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;
import dev.penstock.spi.PluginContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** A cache plugin over a map; it fails on demand. */
public final class FakeCache implements CacheFactory<NoSettings>, AnswerCache {
  private final Map<CacheKey, CachedAnswer> entries = new ConcurrentHashMap<>();
  private volatile boolean broken;
  private volatile Runnable whenAsked = () -> {};

  /** What happens within each look-up. */
  public void whenAsked(Runnable action) {
    whenAsked = action;
  }

  public void breakDown() {
    broken = true;
  }

  public int size() {
    return entries.size();
  }

  public List<CachedAnswer> answers() {
    return List.copyOf(entries.values());
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Class<NoSettings> settings() {
    return NoSettings.class;
  }

  @Override
  public AnswerCache create(NoSettings settings, PluginContext context) {
    return this;
  }

  @Override
  public CachedAnswer find(CacheKey key) {
    whenAsked.run();
    return peek(key);
  }

  @Override
  public CachedAnswer peek(CacheKey key) {
    if (broken) {
      throw new IllegalStateException("told to break");
    }
    return entries.get(key);
  }

  @Override
  public void store(CacheKey key, CachedAnswer answer) {
    if (broken) {
      throw new IllegalStateException("told to break");
    }
    entries.put(key, answer);
  }

  @Override
  public long forget(Predicate<CachedAnswer> which) {
    if (broken) {
      throw new IllegalStateException("told to break");
    }
    long before = entries.size();
    entries.values().removeIf(which);
    return before - entries.size();
  }

  @Override
  public CacheStatistics statistics() {
    return new CacheStatistics(0, 0, entries.size(), Usd.ZERO);
  }

  @Override
  public void close() {}
}
