package dev.penstock.cache.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.spi.AnswerCache;
import dev.penstock.spi.CacheFactory;
import dev.penstock.testkit.CacheContract;
import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.TestPluginContext;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class MemoryCacheTest extends CacheContract {
  @Override
  protected AnswerCache open(FakeClock clock) {
    return open(clock, MemoryCacheSettings.DEFAULTS);
  }

  private static AnswerCache open(FakeClock clock, MemoryCacheSettings settings) {
    return new MemoryCacheFactory()
        .create(settings, TestPluginContext.named("memory").clock(clock));
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(CacheFactory.class))
        .anyMatch(MemoryCacheFactory.class::isInstance);
  }

  @Test
  void keepsAnAnswerForItsLifeAndNoLonger() {
    cache().store(key("p", "q"), answer("a"));
    time().advance(Duration.ofHours(24).minusMillis(1));
    assertThat(cache().find(key("p", "q"))).isNotNull();
    time().advance(Duration.ofMillis(1));
    assertThat(cache().peek(key("p", "q"))).isNull();
    assertThat(cache().find(key("p", "q"))).isNull();
    assertThat(cache().statistics().entries()).isZero();
  }

  @Test
  void doesNotProlongALifeByRecallingTheAnswer() {
    cache().store(key("p", "q"), answer("a"));
    for (int hour = 0; hour < 23; hour++) {
      time().advance(Duration.ofHours(1));
      assertThat(cache().find(key("p", "q"))).isNotNull();
    }
    time().advance(Duration.ofHours(1));
    assertThat(cache().find(key("p", "q"))).isNull();
  }

  @Test
  void startsANewLifeWhenAnAnswerIsReplaced() {
    cache().store(key("p", "q"), answer("old"));
    time().advance(Duration.ofHours(23));
    cache().store(key("p", "q"), answer("new"));
    time().advance(Duration.ofHours(23));
    assertThat(cache().find(key("p", "q"))).isEqualTo(answer("new"));
  }

  @Test
  void keepsNoMoreAnswersThanAllowed() {
    try (AnswerCache small = open(time(), new MemoryCacheSettings(10L, null, null))) {
      storeMany(small, 100, 10);
      assertThat(small.statistics().entries()).isEqualTo(10);
    }
  }

  @Test
  void keepsNoMoreBytesThanAllowed() {
    try (AnswerCache small = open(time(), new MemoryCacheSettings(null, null, 100_000L))) {
      storeMany(small, 100, 5_000);
      assertThat(small.statistics().entries()).isBetween(5L, 10L);
    }
  }

  @Test
  void keepsBothLimitsAtOnce() {
    try (AnswerCache small = open(time(), new MemoryCacheSettings(10L, null, 100_000L))) {
      storeMany(small, 100, 10);
      assertThat(small.statistics().entries()).isEqualTo(10);
      storeMany(small, 100, 20_000);
      assertThat(small.statistics().entries()).isBetween(1L, 10L);
    }
  }

  @Test
  void storesNoAnswerThatIsTooLargeAndDropsTheOneItWouldReplace() {
    try (AnswerCache small = open(time(), new MemoryCacheSettings(null, null, 10_000L))) {
      small.store(key("p", "q"), answer("short"));
      small.store(key("p", "q"), answer("x".repeat(10_000)));
      assertThat(small.peek(key("p", "q"))).isNull();
      assertThat(small.statistics().entries()).isZero();
    }
    cache().store(key("p", "q"), answer("x".repeat(3_000_000)));
    assertThat(cache().peek(key("p", "q"))).isNull();
  }

  @Test
  void takesTheLargestLimits() {
    var settings = new MemoryCacheSettings(Long.MAX_VALUE, Duration.ofDays(36_500), null);
    try (AnswerCache large = open(time(), settings)) {
      storeMany(large, 20, 10);
      time().advance(Duration.ofDays(36_499));
      assertThat(large.statistics().entries()).isEqualTo(20);
    }
  }

  @Test
  void refusesLimitsThatMakeNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MemoryCacheSettings(0L, null, null))
        .withMessage("max-entries must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MemoryCacheSettings(null, Duration.ZERO, null))
        .withMessage("ttl must be above 0 and at most 36500 days");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MemoryCacheSettings(null, null, 0L))
        .withMessage("max-bytes must be at least 1");
  }

  private static void storeMany(AnswerCache cache, int count, int length) {
    for (int i = 0; i < count; i++) {
      cache.store(key("p", "q" + i), answer("x".repeat(length)));
    }
  }
}
