package dev.penstock.benchmarks;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.cache.lucene.LuceneCacheFactory;
import dev.penstock.cache.lucene.LuceneCacheSettings;
import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.SemanticCache;
import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.TestPluginContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process that is killed: it stores answers without end, and says how far it is. It goes on after
 * its first answer when that is committed.
 */
final class CacheKillWriter {
  /** How many partitions there are. */
  static final int PARTITIONS = 5;

  private static final int DIMENSIONS = 384;
  private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(100);

  private CacheKillWriter() {}

  /** Takes the folder, and the number of this life. */
  public static void main(String[] arguments) throws IOException {
    LuceneLog.off();
    int life = Integer.parseInt(arguments[1]);
    Path folder = Path.of(arguments[0]);
    long start = System.nanoTime();
    SemanticCache cache = open(folder);
    Set<String> before = commits(folder);
    store(cache, life, 0);
    say("open " + (System.nanoTime() - start));
    while (commits(folder).equals(before)) {
      LockSupport.parkNanos(PAUSE);
    }
    say("committed");
    for (int number = 1; ; number++) {
      say("stored " + number);
      store(cache, life, number);
      LockSupport.parkNanos(PAUSE);
    }
  }

  /** Each commit has a file of its own. */
  private static Set<String> commits(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("segments_"))
          .collect(Collectors.toSet());
    }
  }

  static SemanticCache open(Path folder) {
    LuceneCacheSettings settings =
        new LuceneCacheSettings(
            folder, 1_000_000L, null, Duration.ofDays(365), null, Duration.ofMillis(100));
    return new LuceneCacheFactory().create(settings, TestPluginContext.named("lucene"));
  }

  private static void store(SemanticCache cache, int life, int number) {
    CacheKey key = key(life, number);
    cache.store(key, answer(key), vector(key));
  }

  static CacheKey key(int life, int number) {
    String question = "life %d question %d".formatted(life, number);
    return new CacheKey("partition " + number % PARTITIONS, question, question);
  }

  static Embedding vector(CacheKey key) {
    return new Embedding("simulated/model", SimulatedVectors.of(key.question(), DIMENSIONS));
  }

  /** Of about the size of a desk's answer. */
  static CachedAnswer answer(CacheKey key) {
    return answer(key, "shop");
  }

  static CachedAnswer answer(CacheKey key, String tenant) {
    return new CachedAnswer(
        "To " + key.question() + ": " + Workload.ANSWER,
        tenant,
        "all",
        "small",
        "upstream",
        false,
        "easy",
        null,
        Usage.of(100, 300),
        Usd.of("0.002"),
        FakeClock.START);
  }

  private static void say(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
  }
}
