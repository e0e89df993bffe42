package dev.penstock.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.penstock.api.Answer;
import dev.penstock.api.Engine;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.CacheState;
import dev.penstock.api.explain.KeyPart;
import dev.penstock.cache.lucene.LuceneCacheFactory;
import dev.penstock.cache.lucene.LuceneCacheSettings;
import dev.penstock.spi.CacheKey;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.SemanticCache;
import dev.penstock.testkit.TestPluginContext;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** An engine on a cache of 100,000 answers of 20 tenants, with simulated vectors. */
final class StoreAndFindProof {
  private static final int ENTRIES = 100_000;
  private static final int TENANTS = 20;
  private static final int PER_TOPIC = 5;
  private static final int DIMENSIONS = 384;
  private static final int LOOK_UPS = 5_000;
  private static final int STORED = 2_000;

  /** Between those of one topic, 0.8, and those of one question, 0.99. */
  private static final double LEAST = 0.95;

  private static final double MILLISECOND = 1_000_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Engine engine;
  private final AtomicLong answeredAt;
  private int missed;

  private StoreAndFindProof(Engine engine, AtomicLong answeredAt) {
    this.engine = engine;
    this.answeredAt = answeredAt;
  }

  static void show(Proof proof) throws IOException {
    AtomicLong answeredAt = new AtomicLong();
    ScriptedProvider provider =
        new PromptProvider(
            number -> {
              answeredAt.set(System.nanoTime());
              return number + ": " + Workload.ANSWER;
            });
    VectorProvider vectors = new VectorProvider(text -> SimulatedVectors.of(text, DIMENSIONS));
    try (Folder folder = Folder.make();
        Engine engine = RecallingEngine.of(folder, "one", LEAST, provider, vectors)) {
      StoreAndFindProof of = new StoreAndFindProof(engine, answeredAt);
      try (SemanticCache cache = of.open(folder.path().resolve(RecallingEngine.CACHE))) {
        long start = System.nanoTime();
        of.fill(cache);
        proof.beside(
            "filling a cache with %d answers of %d tenants".formatted(ENTRIES, TENANTS),
            (System.nanoTime() - start) / 1e9,
            "s");
        of.lookUp(proof, cache);
      }
      of.storeAndFind(proof);
    }
  }

  /** The engine's own cache: a folder is open once in a process, however many hold it. */
  private SemanticCache open(Path folder) {
    return new LuceneCacheFactory()
        .create(
            new LuceneCacheSettings(
                folder, 1_000_000L, null, Duration.ofDays(1), null, Duration.ofSeconds(5)),
            TestPluginContext.named("lucene"));
  }

  private void fill(SemanticCache cache) {
    String[] partitions = new String[TENANTS];
    for (int tenant = 0; tenant < TENANTS; tenant++) {
      partitions[tenant] = partition(tenant);
    }
    for (int i = 0; i < ENTRIES; i++) {
      String question = question(i);
      CacheKey key = new CacheKey(partitions[i % TENANTS], "entry " + i, question);
      Embedding vector = vector(question);
      cache.store(key, CacheKillWriter.answer(key, "shop-" + i % TENANTS), vector);
      while (cache.peek(key) == null) {
        // It takes no more than it can write; that is for callers, who need not wait.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        cache.store(key, CacheKillWriter.answer(key, "shop-" + i % TENANTS), vector);
      }
    }
    if (cache.statistics().entries() != ENTRIES) {
      throw new IllegalStateException("there are " + cache.statistics().entries() + " entries");
    }
  }

  private static Embedding vector(String question) {
    return new Embedding("vectors/known", SimulatedVectors.of(question, DIMENSIONS));
  }

  private String partition(int tenant) {
    return engine.explain(request(tenant, question(tenant))).cache().key().stream()
        .filter(part -> part.name().equals("partition"))
        .map(KeyPart::value)
        .findFirst()
        .orElseThrow();
  }

  private static ChatRequest request(int tenant, String question) {
    return ChatRequest.ofTenant("shop-" + tenant, question);
  }

  /** Words in letters only, since guards look at numbers. */
  private static String question(int number) {
    int row = number / TENANTS;
    return "how do the %s with a %s: what if %s"
        .formatted(word(row / PER_TOPIC), word(row / PER_TOPIC + 7), word(row % PER_TOPIC + row));
  }

  private static String word(int number) {
    StringBuilder word = new StringBuilder("b");
    for (int left = number + 1; left > 0; left /= 17) {
      word.append("aeiou".charAt(left % 5)).append((char) ('c' + left % 17));
    }
    return word.toString();
  }

  private void lookUp(Proof proof, SemanticCache cache) {
    String partition = partition(0);
    long[] nearest = new long[LOOK_UPS];
    long[] whole = new long[LOOK_UPS];
    for (int i = -LOOK_UPS; i < LOOK_UPS; i++) {
      int number = Math.floorMod(i * 37, ENTRIES);
      String question = SimulatedVectors.alike(question(number));
      CacheKey key = new CacheKey(partition, "none", question);
      Embedding vector = vector(question);
      long before = threads.getCurrentThreadCpuTime();
      boolean found = cache.peek(key) == null && !cache.nearest(key, vector, 32).isEmpty();
      long between = threads.getCurrentThreadCpuTime();
      Answer answer = engine.route(request(number % TENANTS, question));
      long after = threads.getCurrentThreadCpuTime();
      missed += found && answer.cache() == CacheState.HIT_SEMANTIC ? 0 : 1;
      if (i >= 0) {
        nearest[i] = between - before;
        whole[i] = after - between;
      }
    }
    String among = " among %d answers of %d tenants".formatted(ENTRIES, TENANTS);
    proof.atMost("similar questions not recalled" + among, missed, 0, "");
    proof.atMost("look-up without embedding" + among + ", CPU p50", p(nearest, 50), 1, "ms");
    proof.beside("the same p99", p(nearest, 99), "ms");
    proof.beside("a whole request recalled so" + among + ", CPU p50", p(whole, 50), "ms");
  }

  private void storeAndFind(Proof proof) {
    long[] stored = new long[STORED];
    int lost = 0;
    for (int i = -STORED / 4; i < STORED; i++) {
      int number = ENTRIES + 10 * STORED + i;
      int tenant = number % TENANTS;
      String question = question(number);
      CacheState first = engine.route(request(tenant, question)).cache();
      CacheState second = engine.route(request(tenant, question)).cache();
      CacheState third = engine.route(request(tenant, SimulatedVectors.alike(question))).cache();
      long end = System.nanoTime();
      boolean well =
          first == CacheState.MISS
              && second == CacheState.HIT_EXACT
              && third == CacheState.HIT_SEMANTIC;
      lost += well ? 0 : 1;
      if (i >= 0) {
        stored[i] = end - answeredAt.get();
      }
    }
    proof.atMost("answers stored and not found at once, of " + STORED, lost, 0, "");
    proof.atMost(
        "answered, stored, found by the same and then by a similar question, p99",
        p(stored, 99),
        50,
        "ms");
    proof.beside("the same p50", p(stored, 50), "ms");
  }

  private static double p(long[] nanos, int percent) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[(sorted.length - 1) * percent / 100] / MILLISECOND;
  }
}
