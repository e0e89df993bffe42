package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.report.CacheStatistics;
import dev.penstock.spi.AnswerCache;
import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every cache of answers keeps to. Extend it and say how to open an empty one.
 *
 * <pre>{@code
 * final class MyCacheTest extends CacheContract {
 *   @Override
 *   protected AnswerCache open(FakeClock clock) {
 *     return new MyCacheFactory()
 *         .create(MySettings.DEFAULTS, TestPluginContext.named("my").clock(clock));
 *   }
 * }
 * }</pre>
 */
public abstract class CacheContract {
  private static final int THREADS = 64;
  private static final int ROUNDS = 50;

  private final FakeClock time = new FakeClock();

  @SuppressWarnings("NullAway.Init")
  private AnswerCache cache;

  /** For subclasses. */
  protected CacheContract() {}

  /**
   * Opens an empty cache with room for at least a thousand short answers, which keeps them for at
   * least a minute of that clock.
   */
  protected abstract AnswerCache open(FakeClock clock);

  @BeforeEach
  final void openCache() {
    cache = open(time);
  }

  @AfterEach
  final void closeCache() {
    cache.close();
  }

  /** The cache under test, opened anew for each test. */
  protected final AnswerCache cache() {
    return cache;
  }

  /** The clock of the cache under test. */
  protected final FakeClock time() {
    return time;
  }

  /** A key as the engine makes it. */
  protected static CacheKey key(String partition, String question) {
    return new CacheKey(sha256(partition), sha256(partition + '\n' + question), question);
  }

  /** An answer of tenant {@code shop} that cost 0.002 USD. */
  protected static CachedAnswer answer(String text) {
    return answer("shop", text, Usd.of("0.002"));
  }

  /** An answer. */
  protected static CachedAnswer answer(String tenant, String text, Usd cost) {
    return new CachedAnswer(
        text,
        tenant,
        "everything-else",
        "small-model",
        "some-provider",
        false,
        "simple",
        null,
        Usage.of(100, 20),
        cost,
        FakeClock.START);
  }

  /** An answer of tenant {@code shop} that expires so long after the present time. */
  protected final CachedAnswer expiring(String text, Duration life) {
    return new CachedAnswer(
        text,
        "shop",
        "everything-else",
        "small-model",
        "some-provider",
        false,
        "simple",
        null,
        Usage.of(100, 20),
        Usd.of("0.002"),
        time.instant(),
        null,
        Set.of(),
        null,
        time.instant().plus(life));
  }

  @Test
  final void startsEmpty() {
    assertThat(cache.find(key("p", "where is my order"))).isNull();
    assertThat(cache.peek(key("p", "where is my order"))).isNull();
    assertThat(cache.statistics().entries()).isZero();
  }

  @Test
  final void findsWhatWasStoredWithAllItsParts() {
    CachedAnswer full =
        new CachedAnswer(
            "It left yesterday.\n\u00e4 \ud83d\ude9a \u0000",
            "shop",
            "complex",
            "large-model",
            "other-provider",
            true,
            "complex",
            "order-status",
            new Usage(1, 2, 3, 4, 6, 5, true),
            Usd.ofNanos(1),
            Instant.parse("2026-02-03T04:05:06.789Z"),
            "Where IS my order?",
            Set.of("orders", "parcels"),
            "prompt 7",
            Instant.parse("2026-02-03T04:05:06.000000001Z"));
    cache.store(key("p", "where is my order"), full);
    assertThat(cache.find(key("p", "where is my order"))).isEqualTo(full);
    assertThat(cache.peek(key("p", "where is my order"))).isEqualTo(full);
  }

  @Test
  final void neverFindsAnAnswerUnderAnotherKey() {
    cache.store(key("tenant a", "where is my order"), answer("a"));
    assertThat(cache.find(key("tenant b", "where is my order"))).isNull();
    assertThat(cache.find(key("tenant a", "where is my order?"))).isNull();
    assertThat(cache.peek(key("tenant b", "where is my order"))).isNull();
  }

  @Test
  final void keepsAnswersOfManyKeysApart() {
    for (int i = 0; i < 500; i++) {
      cache.store(key("p" + i % 7, "order " + i), answer("answer " + i));
    }
    for (int i = 0; i < 500; i++) {
      CachedAnswer found = cache.find(key("p" + i % 7, "order " + i));
      assertThat(found).isNotNull().extracting(CachedAnswer::text).isEqualTo("answer " + i);
    }
    assertThat(cache.statistics().entries()).isEqualTo(500);
  }

  @Test
  final void replacesTheAnswerUnderTheSameKey() {
    cache.store(key("p", "q"), answer("old"));
    cache.store(key("p", "q"), answer("new"));
    assertThat(cache.find(key("p", "q"))).isEqualTo(answer("new"));
    assertThat(cache.statistics().entries()).isEqualTo(1);
  }

  @Test
  final void doesNotFindAnAnswerThatHasExpired() {
    cache.store(key("p", "q"), expiring("short", Duration.ofSeconds(30)));
    cache.store(key("p", "late"), expiring("late", Duration.ZERO));
    assertThat(cache.find(key("p", "late"))).isNull();
    time.advance(Duration.ofSeconds(29));
    assertThat(cache.find(key("p", "q"))).isNotNull();
    time.advance(Duration.ofSeconds(1));
    assertThat(cache.peek(key("p", "q"))).isNull();
    assertThat(cache.find(key("p", "q"))).isNull();
  }

  @Test
  final void forgetsWhatMatchesAndSaysHowMany() {
    cache.store(key("p", "1"), answer("a", "one", Usd.ZERO));
    cache.store(key("p", "2"), answer("b", "two", Usd.ZERO));
    cache.store(key("p", "3"), answer("a", "three", Usd.ZERO));

    assertThat(cache.forget(answer -> answer.tenant().equals("a"))).isEqualTo(2);

    assertThat(cache.find(key("p", "1"))).isNull();
    assertThat(cache.find(key("p", "2"))).isNotNull();
    assertThat(cache.find(key("p", "3"))).isNull();
    assertThat(cache.statistics().entries()).isEqualTo(1);
    assertThat(cache.forget(answer -> answer.tenant().equals("a"))).isZero();
  }

  @Test
  final void findsAnAnswerStoredAgainAfterItWasForgotten() {
    cache.store(key("p", "q"), answer("old"));
    cache.forget(answer -> true);
    cache.store(key("p", "q"), answer("new"));
    assertThat(cache.find(key("p", "q"))).isEqualTo(answer("new"));
  }

  @Test
  final void countsHitsMissesAndTheCostSaved() {
    cache.store(key("p", "q"), answer("shop", "a", Usd.of("0.002")));
    cache.find(key("p", "q"));
    cache.find(key("p", "q"));
    cache.find(key("p", "other"));
    assertThat(totals()).isEqualTo(new CacheStatistics(2, 1, 1, Usd.of("0.004")));
  }

  @Test
  final void countsNothingWhenItIsOnlyPeekedAt() {
    cache.store(key("p", "q"), answer("a"));
    cache.peek(key("p", "q"));
    cache.peek(key("p", "other"));
    assertThat(totals()).isEqualTo(new CacheStatistics(0, 0, 1, Usd.ZERO));
  }

  private CacheStatistics totals() {
    CacheStatistics all = cache.statistics();
    return new CacheStatistics(all.hits(), all.misses(), all.entries(), all.saved());
  }

  @Test
  final void keepsItsPromisesWhenManyThreadsUseIt() throws Exception {
    List<Future<Integer>> hits = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < THREADS; thread++) {
        int mine = thread;
        hits.add(threads.submit(() -> storeAndFind(mine)));
      }
    }
    int found = 0;
    for (Future<Integer> hit : hits) {
      found += hit.get();
    }
    CacheStatistics statistics = cache.statistics();
    assertThat(statistics.hits()).isEqualTo(found);
    assertThat(statistics.hits() + statistics.misses()).isEqualTo(2L * THREADS * ROUNDS);
    assertThat(statistics.saved()).isEqualTo(Usd.ofNanos(found * Usd.of("0.002").nanos()));
    assertThat(statistics.entries()).isEqualTo(ROUNDS + THREADS);
  }

  private int storeAndFind(int thread) {
    int found = 0;
    for (int round = 0; round < ROUNDS; round++) {
      CacheKey shared = key("shared", "q" + round);
      CachedAnswer seen = cache.find(shared);
      if (seen != null) {
        found++;
        assertThat(seen.text()).isEqualTo("shared " + round);
      }
      cache.store(shared, answer("shared " + round));

      CacheKey own = key("own", "thread " + thread);
      cache.store(own, answer(thread + " in round " + round));
      assertThat(cache.find(own)).isEqualTo(answer(thread + " in round " + round));
      found++;
    }
    return found;
  }

  @Test
  final void closesWithAnswersInIt() {
    AnswerCache other = open(new FakeClock());
    other.store(key("p", "q"), answer("a"));
    assertThatCode(other::close).doesNotThrowAnyException();
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
