package dev.penstock.cache.lucene;

import static dev.penstock.cache.lucene.Fixtures.answer;
import static dev.penstock.cache.lucene.Fixtures.context;
import static dev.penstock.cache.lucene.Fixtures.embedding;
import static dev.penstock.cache.lucene.Fixtures.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.api.policy.Share;
import dev.penstock.spi.CacheFactory;
import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.TestPluginContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {
  private final FakeClock clock = new FakeClock();

  private LuceneCacheSettings settings(
      Long entries, Long bytes, Duration ttl, Share jitter, Duration commit) {
    return new LuceneCacheSettings(null, entries, bytes, ttl, jitter, commit);
  }

  private Store store(LuceneCacheSettings settings) {
    return Stores.open(settings, context().clock(clock));
  }

  private LuceneCache cache(LuceneCacheSettings settings, Store store) {
    return new LuceneCache(settings, store, clock);
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(CacheFactory.class))
        .anyMatch(LuceneCacheFactory.class::isInstance);
  }

  @Test
  void keepsNoMoreEntriesThanAllowedAndThoseThatSaveMost() throws InterruptedException {
    LuceneCacheSettings settings = settings(20L, null, null, null, null);
    Store store = store(settings);
    try (LuceneCache cache = cache(settings, store)) {
      cache.store(key("p", "dear"), answer("dear", "1.00"), embedding(1));
      cache.store(key("p", "often"), answer("often"), embedding(2));
      for (int hit = 0; hit < 50; hit++) {
        assertThat(cache.find(key("p", "often"))).isNotNull();
      }
      for (int i = 0; i < 200; i++) {
        cache.store(key("p", "q" + i), answer("x"), embedding(10 + i));
      }
      store.sync();
      assertThat(cache.statistics().entries()).isBetween(15L, 20L);
      assertThat(cache.peek(key("p", "dear"))).isNotNull();
      assertThat(cache.peek(key("p", "often"))).isNotNull();
      assertThat(cache.nearest(key("p", "asked"), embedding(3), 100)).hasSizeBetween(15, 20);
    }
  }

  @Test
  void knowsAfterARestartWhatSavedMost(@TempDir Path folder) throws InterruptedException {
    LuceneCacheSettings settings = new LuceneCacheSettings(folder, 20L, null, null, null, null);
    Store before = store(settings);
    try (LuceneCache cache = cache(settings, before)) {
      cache.store(key("p", "often"), answer("often"), embedding(1));
      cache.store(key("p", "again"), answer("old"), embedding(2));
      for (int hit = 0; hit < 50; hit++) {
        assertThat(cache.find(key("p", "often"))).isNotNull();
        assertThat(cache.find(key("p", "again"))).isNotNull();
      }
      assertThat(cache.refresh(key("p", "again").exact(), answer("new"))).isTrue();
      before.sync();
    }
    Store after = store(settings);
    try (LuceneCache cache = cache(settings, after)) {
      for (int i = 0; i < 200; i++) {
        cache.store(key("p", "q" + i), answer("x"), embedding(10 + i));
      }
      after.sync();
      assertThat(cache.statistics().entries()).isBetween(15L, 20L);
      assertThat(cache.peek(key("p", "often"))).isEqualTo(answer("often"));
      assertThat(cache.peek(key("p", "again"))).isEqualTo(answer("new"));
    }
  }

  @Test
  void forgetsWhatSavedMuchLongAgo() throws InterruptedException {
    LuceneCacheSettings settings = settings(10L, null, Duration.ofDays(4), null, null);
    Store store = store(settings);
    try (LuceneCache cache = cache(settings, store)) {
      cache.store(key("p", "old"), answer("old", "0.008"));
      clock.advance(Duration.ofDays(3));
      for (int i = 0; i < 12; i++) {
        cache.store(key("p", "q" + i), answer("x"));
      }
      store.sync();
      assertThat(cache.peek(key("p", "old"))).isNull();
    }
  }

  @Test
  void keepsNoMoreBytesThanAllowed() throws InterruptedException {
    LuceneCacheSettings settings = settings(null, 100_000L, null, null, null);
    Store store = store(settings);
    try (LuceneCache cache = cache(settings, store)) {
      for (int i = 0; i < 100; i++) {
        cache.store(key("p", "q" + i), answer("x".repeat(5_000)));
      }
      store.sync();
      assertThat(cache.statistics().entries()).isBetween(5L, 10L);
    }
  }

  @Test
  void storesNothingTooLargeAndDropsWhatItWouldReplace() {
    LuceneCacheSettings settings = LuceneCacheSettings.DEFAULTS;
    try (LuceneCache cache = cache(settings, store(settings))) {
      cache.store(key("p", "q"), answer("short"));
      cache.store(key("p", "q"), answer("x".repeat(5_000_000)));
      assertThat(cache.peek(key("p", "q"))).isNull();
    }
  }

  @Test
  void keepsAnAnswerForItsLifeLessTheJitterAndNoLonger() {
    LuceneCacheSettings settings =
        settings(null, null, Duration.ofHours(10), Share.ofPercent(20), null);
    try (LuceneCache cache = cache(settings, store(settings))) {
      for (int i = 0; i < 100; i++) {
        cache.store(key("p", "q" + i), answer("a"));
      }
      clock.advance(Duration.ofHours(8).minusMillis(1));
      assertThat(cache.statistics().entries()).isEqualTo(100);
      clock.advance(Duration.ofHours(1));
      assertThat(cache.statistics().entries()).isBetween(20L, 80L);
      clock.advance(Duration.ofHours(1));
      assertThat(cache.statistics().entries()).isZero();
    }
  }

  @Test
  void takesVectorsUpToItsLengthAndRefusesLongerOnes() throws InterruptedException {
    LuceneCacheSettings settings = LuceneCacheSettings.DEFAULTS;
    Store store = store(settings);
    try (LuceneCache cache = cache(settings, store)) {
      cache.store(key("p", "q"), answer("a"), embedding(1, 4096));
      store.sync();
      assertThat(cache.nearest(key("p", "asked"), embedding(1, 4096), 1)).hasSize(1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> cache.store(key("p", "r"), answer("a"), embedding(1, 4097)))
          .withMessageContaining("at most 4096");
    }
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertRefused("max-entries", () -> settings(0L, null, null, null, null));
    assertRefused("max-bytes", () -> settings(null, 0L, null, null, null));
    assertRefused("ttl", () -> settings(null, null, Duration.ZERO, null, null));
    assertRefused("ttl-jitter", () -> settings(null, null, null, Share.ofPercent(51), null));
    assertRefused("commit-every", () -> settings(null, null, null, null, Duration.ofMillis(99)));
    assertRefused("path", () -> new LuceneCacheSettings(Path.of(""), null, null, null, null, null));
  }

  private static void assertRefused(String key, Runnable settings) {
    assertThatIllegalArgumentException()
        .isThrownBy(settings::run)
        .withMessageStartingWith(key + " must ");
  }

  @Test
  void resolvesItsFolderAgainstThatOfThePolicy(@TempDir Path folder) {
    LuceneCacheSettings settings = Fixtures.in(Path.of("cache"));
    new LuceneCacheFactory()
        .create(settings, TestPluginContext.named("lucene").folder(folder))
        .close();
    assertThat(folder.resolve("cache")).isNotEmptyDirectory();
  }
}
