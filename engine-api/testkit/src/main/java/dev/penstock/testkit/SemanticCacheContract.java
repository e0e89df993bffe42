package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.penstock.api.money.Usd;
import dev.penstock.api.report.CacheHits;
import dev.penstock.api.report.CacheStatistics;
import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.Neighbour;
import dev.penstock.spi.SemanticCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every cache keeps to that finds answers to similar questions, besides what all caches keep
 * to. The cache must keep answers for at least a minute, and have room for 3,000 short ones.
 */
public abstract class SemanticCacheContract extends CacheContract {
  private static final int DIMENSIONS = 32;
  private static final String MODEL = "test/model";
  private static final int PAIRS = 10_000;

  private final Random random = new Random(7);

  /** For subclasses. */
  protected SemanticCacheContract() {}

  @Override
  protected abstract SemanticCache open(FakeClock clock);

  /** The cache under test, opened anew for each test. */
  protected final SemanticCache semantic() {
    return (SemanticCache) cache();
  }

  /** A vector of a seed's own direction; those of different seeds are far from each other. */
  protected static Embedding embedding(long seed) {
    return new Embedding(MODEL, numbers(new Random(seed)));
  }

  private static float[] numbers(Random random) {
    float[] numbers = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private Embedding near(Embedding embedding, double distance) {
    float[] numbers = embedding.vector();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] += (float) (distance * random.nextGaussian());
    }
    return new Embedding(embedding.model(), numbers);
  }

  @Test
  final void findsWhatIsNearestAtOnceWithItsCosine() {
    for (int i = 0; i < 50; i++) {
      semantic().store(key("p", "question " + i), answer("answer " + i), embedding(i));
      Embedding asked = near(embedding(i), 0.1);
      Neighbour nearest = semantic().nearest(key("p", "other"), asked, 3).getFirst();
      assertThat(nearest.key().question()).isEqualTo("question " + i);
      assertThat(nearest.key().partition()).isEqualTo(key("p", "").partition());
      assertThat(nearest.answer()).isEqualTo(answer("answer " + i));
      assertThat(nearest.measure()).isEqualTo(Neighbour.Measure.COSINE);
      assertThat(nearest.similarity()).isCloseTo(asked.cosine(embedding(i)), within(1e-5));
    }
  }

  @Test
  final void bringsTheVectorThatTheEntryWasStoredWith() {
    semantic().store(key("p", "where is my parcel"), answer("there"), embedding(3));
    Neighbour nearest =
        semantic().nearest(key("p", "other"), near(embedding(3), 0.1), 1).getFirst();
    Embedding its = Objects.requireNonNull(nearest.embedding());
    assertThat(its.model()).isEqualTo(MODEL);
    assertThat(its.cosine(embedding(3))).isCloseTo(1, within(1e-5));
    assertThat(semantic().nearest(key("p", "my parcel"), null, 1).getFirst().embedding()).isNull();
  }

  @Test
  final void givesTheBestFirstAndNoMoreThanAskedFor() {
    for (int i = 0; i < 100; i++) {
      semantic().store(key("p", "q" + i), answer("a"), near(embedding(1), 0.01 * i));
    }
    List<Neighbour> neighbours = semantic().nearest(key("p", "other"), embedding(1), 7);
    assertThat(neighbours).hasSize(7);
    assertThat(neighbours)
        .extracting(Neighbour::similarity)
        .isSortedAccordingTo((one, other) -> Double.compare(other, one));
    assertThat(neighbours.getFirst().key().question()).isEqualTo("q0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> semantic().nearest(key("p", "q"), embedding(1), 0));
  }

  @Test
  final void neverFindsAnEntryOfAnotherPartition() {
    int entries = 1_000;
    for (int i = 0; i < entries; i++) {
      String partition = "tenant " + i % 10 + ", prompt " + i / 10 % 10;
      semantic().store(key(partition, "where is order " + i), answer(partition), embedding(i));
    }
    for (int pair = 0; pair < PAIRS; pair++) {
      int i = random.nextInt(entries);
      int tenant = i % 10;
      int prompt = i / 10 % 10;
      boolean otherTenant = random.nextBoolean();
      int step = 1 + random.nextInt(9);
      String partition =
          "tenant %d, prompt %d"
              .formatted(
                  otherTenant ? (tenant + step) % 10 : tenant,
                  otherTenant ? prompt : (prompt + step) % 10);
      CacheKey asked = key(partition, "where is order " + i);
      assertThat(semantic().find(asked)).isNull();
      Embedding vector = random.nextBoolean() ? embedding(i) : null;
      assertThat(semantic().nearest(asked, vector, 3))
          .allSatisfy(
              neighbour -> {
                assertThat(neighbour.answer().text()).isEqualTo(partition);
                assertThat(neighbour.key().partition()).isEqualTo(asked.partition());
              });
    }
  }

  @Test
  final void neverComparesVectorsOfDifferentModelsOrLengths() {
    semantic().store(key("p", "q"), answer("a"), embedding(1));
    semantic().store(key("p", "without"), answer("a"));
    Embedding otherModel = new Embedding("test/other", embedding(1).vector());
    Embedding shorter = new Embedding(MODEL, new float[] {1, 2, 3});
    assertThat(semantic().nearest(key("p", "asked"), otherModel, 5)).isEmpty();
    assertThat(semantic().nearest(key("p", "asked"), shorter, 5)).isEmpty();
    assertThat(semantic().nearest(key("p", "asked"), embedding(1), 5)).hasSize(1);
  }

  @Test
  final void comparesWordsWithoutAVector() {
    semantic().store(key("p", "where is my order"), answer("with"), embedding(1));
    semantic().store(key("p", "how do i return my shoes"), answer("without"));
    semantic().store(key("other", "where is my order now"), answer("other"));
    List<Neighbour> neighbours = semantic().nearest(key("p", "where is my order now"), null, 5);
    assertThat(neighbours).isNotEmpty();
    assertThat(neighbours.getFirst().answer().text()).isEqualTo("with");
    assertThat(neighbours)
        .allSatisfy(
            neighbour -> {
              assertThat(neighbour.measure()).isEqualTo(Neighbour.Measure.LEXICAL);
              assertThat(neighbour.similarity()).isBetween(0.0, 1.0);
              assertThat(neighbour.key().partition()).isEqualTo(key("p", "").partition());
            });
    assertThat(semantic().nearest(key("p", "order my is where"), null, 1).getFirst().similarity())
        .isEqualTo(1.0);
    assertThat(semantic().nearest(key("p", "xyz"), null, 5)).isEmpty();
    assertThat(semantic().nearest(key("p", "?!"), null, 5)).isEmpty();
  }

  @Test
  final void findsTheReplacedAnswerOnlyUnderItsNewVector() {
    semantic().store(key("p", "q"), answer("old"), embedding(1));
    semantic().store(key("p", "q"), answer("new"), embedding(2));
    assertThat(semantic().nearest(key("p", "asked"), embedding(1), 5))
        .singleElement()
        .satisfies(found -> assertThat(found.answer().text()).isEqualTo("new"))
        .satisfies(found -> assertThat(found.similarity()).isLessThan(0.9));
  }

  @Test
  final void givesAnEntryANewAnswerAndKeepsItsQuestionAndVector() {
    semantic().store(key("p", "q"), answer("old"), embedding(1));
    String id = semantic().nearest(key("p", "asked"), embedding(1), 1).getFirst().entryId();
    assertThat(semantic().refresh(id, answer("new"))).isTrue();
    Neighbour found = semantic().nearest(key("p", "asked"), embedding(1), 1).getFirst();
    assertThat(found.entryId()).isEqualTo(id);
    assertThat(found.similarity()).isCloseTo(1.0, within(1e-5));
    assertThat(found.answer()).isEqualTo(answer("new"));
    assertThat(cache().find(key("p", "q"))).isEqualTo(answer("new"));
    assertThat(semantic().refresh("no such entry", answer("new"))).isFalse();
    assertThat(cache().statistics().entries()).isEqualTo(1);
  }

  @Test
  final void forgetsOneEntry() {
    semantic().store(key("p", "1"), answer("a"), embedding(1));
    semantic().store(key("p", "2"), answer("b"), embedding(2));
    String id = semantic().nearest(key("p", "asked"), embedding(1), 1).getFirst().entryId();
    assertThat(semantic().forget(id)).isTrue();
    assertThat(semantic().forget(id)).isFalse();
    assertThat(cache().find(key("p", "1"))).isNull();
    assertThat(semantic().nearest(key("p", "asked"), embedding(1), 5))
        .extracting(neighbour -> neighbour.answer().text())
        .containsExactly("b");
  }

  @Test
  final void neverAgainFindsAnEntryForAQuestionThatVetoedIt() {
    CacheKey asked = key("p", "asked");
    semantic().store(key("p", "1"), answer("a"), embedding(1));
    semantic().store(key("p", "2"), answer("b"), embedding(2));
    String id = semantic().nearest(asked, embedding(1), 1).getFirst().entryId();
    semantic().veto(asked, id);
    semantic().store(key("p", "1"), answer("again"), embedding(1));
    assertThat(semantic().nearest(asked, embedding(1), 1))
        .extracting(neighbour -> neighbour.answer().text())
        .containsExactly("b");
    assertThat(semantic().nearest(key("p", "another"), embedding(1), 1))
        .extracting(neighbour -> neighbour.answer().text())
        .containsExactly("again");
    assertThat(cache().find(key("p", "1"))).isEqualTo(answer("again"));
  }

  @Test
  final void forgetsAnEntryThatItsOwnQuestionVetoes() {
    semantic().store(key("p", "1"), answer("wrong"), embedding(1));
    String id = semantic().nearest(key("p", "1"), embedding(1), 1).getFirst().entryId();
    semantic().veto(key("p", "1"), id);
    assertThat(cache().find(key("p", "1"))).isNull();
    semantic().store(key("p", "1"), answer("right"), embedding(1));
    assertThat(cache().find(key("p", "1"))).isEqualTo(answer("right"));
    assertThat(semantic().nearest(key("p", "1"), embedding(1), 1)).hasSize(1);
  }

  @Test
  final void findsNoNeighbourThatHasExpired() {
    semantic().store(key("p", "1"), expiring("a", Duration.ofSeconds(10)), embedding(1));
    semantic().store(key("p", "2"), answer("b"), near(embedding(1), 0.1));
    assertThat(semantic().nearest(key("p", "asked"), embedding(1), 5)).hasSize(2);
    time().advance(Duration.ofSeconds(10));
    assertThat(semantic().nearest(key("p", "asked"), embedding(1), 5))
        .extracting(neighbour -> neighbour.answer().text())
        .containsExactly("b");
    assertThat(semantic().nearest(key("p", "1"), null, 5)).isEmpty();
  }

  @Test
  final void saysWhenANeighbourExpires() {
    semantic().store(key("p", "1"), expiring("a", Duration.ofSeconds(10)), embedding(1));
    Neighbour found = semantic().nearest(key("p", "2"), embedding(1), 1).getFirst();
    assertThat(found.expiresAt())
        .isNotNull()
        .isAfter(time().instant())
        .isBeforeOrEqualTo(time().instant().plusSeconds(10));
  }

  @Test
  final void countsANeighbourThatAnsweredAsAHitAndNotAMiss() {
    CachedAnswer known = answer("shop", "a", Usd.of("0.002"));
    semantic().store(key("p", "1"), known, embedding(1));
    semantic().find(key("p", "1"));
    semantic().find(key("p", "nothing like it"));
    semantic().find(key("p", "asked"));
    Neighbour found = semantic().nearest(key("p", "asked"), embedding(1), 1).getFirst();
    semantic().recalled(key("p", "asked"), found);
    CacheStatistics statistics = cache().statistics();
    assertThat(statistics.hits()).isEqualTo(2);
    assertThat(statistics.misses()).isEqualTo(1);
    assertThat(statistics.saved()).isEqualTo(Usd.of("0.004"));
    assertThat(statistics.byCategory())
        .containsExactly(
            new CacheHits(CacheHits.Tier.EXACT, known.category(), 1, Usd.of("0.002")),
            new CacheHits(CacheHits.Tier.SEMANTIC, known.category(), 1, Usd.of("0.002")));
  }

  @Test
  final void findsNeighboursWhileManyThreadsStore() throws Exception {
    List<Future<?>> threads = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < 16; thread++) {
        int mine = thread;
        threads.add(executor.submit(() -> storeAndFindNearest(mine)));
      }
    }
    for (Future<?> thread : threads) {
      thread.get();
    }
    assertThat(cache().statistics().entries()).isEqualTo(16 * 60);
  }

  private void storeAndFindNearest(int thread) {
    for (int i = 0; i < 60; i++) {
      long seed = 1_000L * thread + i;
      CacheKey key = key("p" + thread % 4, "thread " + thread + " question " + i);
      semantic().store(key, answer("answer " + seed), embedding(seed));
      Neighbour nearest =
          semantic().nearest(key("p" + thread % 4, "asked"), embedding(seed), 1).getFirst();
      assertThat(nearest.answer().text()).isEqualTo("answer " + seed);
    }
  }
}
