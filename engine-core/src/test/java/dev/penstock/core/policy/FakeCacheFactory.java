package dev.penstock.core.policy;

import dev.penstock.api.policy.Share;
import dev.penstock.api.report.CacheStatistics;
import dev.penstock.spi.AnswerCache;
import dev.penstock.spi.CacheFactory;
import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;
import dev.penstock.spi.PluginContext;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The cache plugin {@code fake}, which refuses any folder. */
public final class FakeCacheFactory implements CacheFactory<FakeCacheFactory.Settings> {
  /** Settings with a share that must not be zero. */
  public record Settings(Share threshold, @Nullable Path dir) {
    public Settings {
      if (threshold.percent().signum() == 0) {
        throw new IllegalArgumentException("threshold must be more than 0%");
      }
    }
  }

  /** Holds nothing. */
  public static final class Empty implements AnswerCache {
    private boolean closed;

    /** Whether it was closed. */
    public boolean closed() {
      return closed;
    }

    @Override
    public @Nullable CachedAnswer find(CacheKey key) {
      return null;
    }

    @Override
    public @Nullable CachedAnswer peek(CacheKey key) {
      return null;
    }

    @Override
    public void store(CacheKey key, CachedAnswer answer) {}

    @Override
    public long forget(Predicate<CachedAnswer> which) {
      return 0;
    }

    @Override
    public CacheStatistics statistics() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public AnswerCache create(Settings settings, PluginContext context) {
    if (settings.dir() != null) {
      throw new IllegalArgumentException("dir: is not empty and no index [CACHE_DIR]");
    }
    return new Empty();
  }
}
