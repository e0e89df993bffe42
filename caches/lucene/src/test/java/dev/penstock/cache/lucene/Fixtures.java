package dev.penstock.cache.lucene;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;
import dev.penstock.spi.Embedding;
import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.TestPluginContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;

/** Keys, answers, vectors and caches for tests. */
final class Fixtures {
  static final FakeClock CLOCK = new FakeClock();

  private Fixtures() {}

  static CacheKey key(String partition, String question) {
    return new CacheKey(sha256(partition), sha256(partition + '\n' + question), question);
  }

  static CachedAnswer answer(String text) {
    return answer(text, "0.002");
  }

  static CachedAnswer answer(String text, String usd) {
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
        Usd.of(usd),
        FakeClock.START);
  }

  static Embedding embedding(long seed, int dimensions) {
    Random random = new Random(seed);
    float[] numbers = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return new Embedding("test/model", numbers);
  }

  static Embedding embedding(long seed) {
    return embedding(seed, 16);
  }

  static LuceneCacheSettings in(Path folder) {
    return new LuceneCacheSettings(folder, null, null, Duration.ofDays(365), null, null);
  }

  static TestPluginContext context() {
    return TestPluginContext.named("lucene").clock(CLOCK);
  }

  static LuceneCache open(LuceneCacheSettings settings) {
    return (LuceneCache) new LuceneCacheFactory().create(settings, context());
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
