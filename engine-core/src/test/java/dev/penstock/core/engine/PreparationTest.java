package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.Engine;
import dev.penstock.api.EngineEvent;
import dev.penstock.api.PolicyException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.CacheState;
import dev.penstock.api.explain.Classified;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.EmbeddingsSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.core.fakes.FakeCache;
import dev.penstock.core.fakes.FakeEmbedder;
import dev.penstock.core.fakes.FakeNearest;
import dev.penstock.core.fakes.NoSettings;
import dev.penstock.core.tokens.TokenBound;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classifiers get the vectors they need before anything is asked, and are passed over without. */
class PreparationTest {
  private static final String POLICY =
      """
      version: 1
      providers:
        cheap: {plugin: cheap}
        letters: {plugin: letters}
      models:
        small: {provider: cheap, tiers: [simple], context-window: 8k, price: {input: 0.25, output: 0.38}}
      tiers: [simple]
      classifiers: [{plugin: nearest}]
      cache: {plugin: fake}
      embeddings: {provider: letters, model: counts}
      routes:
        - {name: all, models: any, rank: cheapest}
      """;

  private final TestEngine test = new TestEngine();
  private final FakeEmbedder embedder = new FakeEmbedder();
  private final FakeNearest nearest = new FakeNearest("aaaa", "bbbb", "cccc");

  private Policy.Builder policy(Policy.Builder policy) {
    return policy
        .provider("letters", "letters", new NoSettings())
        .embeddings(new EmbeddingsSpec("letters", "counts", null))
        .classifier("nearest", new NoSettings())
        .route(TestEngine.cheapest());
  }

  private Policy.Builder billed(Policy.Builder policy) {
    return policy(policy)
        .embeddings(new EmbeddingsSpec("letters", "counts", new BigDecimal("2"), null));
  }

  private static Classified classified(Engine engine, String question) {
    return java.util.Objects.requireNonNull(engine.explain(ChatRequest.of(question)).classified());
  }

  @Test
  void isPreparedBeforeTheFirstQuestion() {
    try (Engine engine = test.engine(this::policy, embedder, nearest)) {
      assertThat(nearest.models()).containsExactly("letters/counts");
      assertThat(classified(engine, "ccb").tier()).isEqualTo("complex");
      assertThat(classified(engine, "aab").decidedBy()).isEqualTo("nearest");
    }
  }

  @Test
  void isPassedOverWhileItHasNoVectorsAndTriedAgainLater() {
    embedder.breakDown();
    try (Engine engine =
        test.builder(policy(test.policy()).build(), embedder, nearest)
            .ticker(test.clock.ticker())
            .build()) {
      Classified without = classified(engine, "ccb");
      assertThat(without.decidedBy()).isEqualTo(Classified.UNSURE);
      assertThat(without.signals())
          .anySatisfy(signal -> assertThat(signal.detail()).contains("has no vectors"));
      assertThat(test.events.of(EngineEvent.PluginTrouble.class))
          .anySatisfy(trouble -> assertThat(trouble.plugin()).isEqualTo("nearest"));
      embedder.repair();
      assertThat(classified(engine, "ccb").decidedBy()).isEqualTo(Classified.UNSURE);
      assertThat(nearest.models()).isEmpty();
      test.clock.advance(Duration.ofSeconds(31));
      Awaiting.until(
          "the classifier is asked", () -> classified(engine, "ccb").decidedBy().equals("nearest"));
    }
  }

  private Engine engine(Path file, FakeNearest one) {
    return Engine.builder()
        .policy(file)
        .plugin(test.cheap)
        .plugin(embedder)
        .plugin(one)
        .plugin(new FakeCache())
        .build();
  }

  @Test
  void aPolicyThatIsBeingPreparedKeepsNoEngineFromClosing(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("policy.yaml"), POLICY);
    Engine engine = engine(file, new FakeNearest("aaaa"));
    CountDownLatch made = new CountDownLatch(1);
    embedder.waitsFor(made);
    Files.writeString(file, POLICY.replace("counts", "sums"));
    CompletableFuture<Boolean> reload =
        CompletableFuture.supplyAsync(engine::reload, Thread::startVirtualThread);
    Awaiting.until("the new policy is prepared", () -> embedder.calls() == 2);
    CompletableFuture<Void> close =
        CompletableFuture.runAsync(engine::close, Thread::startVirtualThread);
    try {
      close.get(10, TimeUnit.SECONDS);
    } finally {
      made.countDown();
    }
    assertThat(reload)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("the engine is closed");
    assertThat(test.cheap.closed()).isEqualTo(1);
  }

  @Test
  void vectorsOfAnotherModelAreForAnotherInstanceAndAnotherCacheKey(@TempDir Path folder)
      throws IOException {
    FakeNearest one = new FakeNearest("aaaa");
    Path file = Files.writeString(folder.resolve("policy.yaml"), POLICY);
    try (Engine engine = engine(file, one)) {
      ChatRequest request = ChatRequest.ofTenant("shop", "aab");
      engine.route(request);
      Files.writeString(file, POLICY.replace("0.38", "0.76"));
      assertThat(engine.reload()).isTrue();
      assertThat(one.created()).isEqualTo(1);
      assertThat(engine.route(request).cache()).isEqualTo(CacheState.HIT_EXACT);
      Files.writeString(file, POLICY.replace("counts", "sums"));
      assertThat(engine.reload()).isTrue();
      assertThat(one.created()).isEqualTo(2);
      assertThat(one.models()).last().isEqualTo("letters/sums");
      assertThat(engine.route(request).cache()).isEqualTo(CacheState.MISS);
    }
  }

  @Test
  void refusesAPolicyThatNamesNobodyWhoMakesVectors() {
    assertThatThrownBy(
            () ->
                test.engine(
                    p -> p.classifier("nearest", new NoSettings()).route(TestEngine.cheapest()),
                    nearest))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("needs vectors");
  }

  @Test
  void itsVectorsAreBookedUnderNoTenant() {
    embedder.billed().reports(100);
    try (Engine engine = test.engine(this::billed, embedder, nearest)) {
      assertThat(engine.report().cost()).isEqualTo(Usd.ofNanos(2_000 * 100));
      assertThat(engine.report().queries()).isZero();
      assertThat(nearest.models()).hasSize(1);
    }
  }

  private static String[] manyTexts() {
    return IntStream.range(1, 101).mapToObj("a"::repeat).toArray(String[]::new);
  }

  @Test
  void embedsManyTextsInCallsOfAFew() {
    FakeNearest many = new FakeNearest(manyTexts());
    try (Engine engine = test.engine(this::policy, embedder, many)) {
      assertThat(embedder.calls()).isEqualTo(4);
      assertThat(engine.report().cost()).isEqualTo(Usd.ZERO);
    }
  }

  @Test
  void aTextThatComesTwiceIsPaidOnce() {
    FakeNearest twice = new FakeNearest("abc", "abc", "abd");
    embedder.billed();
    try (Engine engine = test.engine(this::billed, embedder, twice)) {
      assertThat(engine.report().cost())
          .isEqualTo(Usd.ofNanos(2_000 * (TokenBound.of("abc") + TokenBound.of("abd"))));
    }
  }

  /** 3 calls of 32 texts and one of 4; the first attempt gets through two of them. */
  @Test
  void vectorsThatWereMadeBeforeAFailureAreNotPaidAgain() {
    FakeNearest many = new FakeNearest(manyTexts());
    embedder.billed().breaksDownAfter(2).reports(100);
    try (Engine engine =
        test.builder(billed(test.policy()).build(), embedder, many)
            .ticker(test.clock.ticker())
            .build()) {
      assertThat(engine.report().cost()).isEqualTo(Usd.ofNanos(2_000 * 200));
      embedder.repair();
      test.clock.advance(Duration.ofSeconds(31));
      Awaiting.until(
          "the classifier is prepared",
          () -> {
            classified(engine, "ccb");
            return !many.models().isEmpty();
          });
      assertThat(engine.report().cost()).isEqualTo(Usd.ofNanos(2_000 * 400));
      assertThat(embedder.calls()).isEqualTo(5);
    }
  }
}
