package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream;
import dev.penstock.api.Engine;
import dev.penstock.api.EngineEvent.AttemptEnded;
import dev.penstock.api.EngineEvent.NotAnswered;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.explain.CacheState;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetPeriod;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.CacheSpec;
import dev.penstock.api.policy.EmbeddingsSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.Share;
import dev.penstock.api.report.BudgetState;
import dev.penstock.api.report.CacheClass;
import dev.penstock.api.report.Report;
import dev.penstock.core.evaluate.ThresholdsText;
import dev.penstock.core.fakes.FakeEmbedder;
import dev.penstock.core.fakes.FakeProvider;
import dev.penstock.core.fakes.FakeSemanticCache;
import dev.penstock.core.fakes.NoSettings;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderFailure.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers to similar questions, checked by a call behind the caller's back. */
class ShadowTest {
  private static final String SAME = "simple question: where is my parcel";
  private static final String LIKE = "simple question: my parcel is where";

  @TempDir private Path folder;
  private final TestEngine test = new TestEngine();
  private final FakeSemanticCache cache = new FakeSemanticCache();
  private Engine engine;

  @BeforeEach
  void open() {
    engine = test.engine(this::checked, cache, new FakeEmbedder());
  }

  private Policy.Builder checked(Policy.Builder policy) {
    Path file = folder.resolve("thresholds.yaml");
    try {
      Files.writeString(
          file, ThresholdsText.of(SimilarityOnly.thresholds("letters/counts", "everything", 0)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    CacheSpec spec = new CacheSpec("fake", null, Share.ofPercent(1), file, null, new NoSettings());
    return policy
        .provider("letters", "letters", new NoSettings())
        .route(TestEngine.cheapest())
        .budget(BudgetSpec.of("all", BudgetScope.ALL, BudgetPeriod.TOTAL, Usd.of("1")))
        .embeddings(new EmbeddingsSpec("letters", "counts", null))
        .cache(spec.withShadow(Share.ofPercent(100)));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private Answer ask(String question) {
    return engine.route(ChatRequest.ofTenant("shop", question));
  }

  private CacheClass known() {
    return engine.report().cache().classes().getFirst();
  }

  private List<AttemptEnded> checks() {
    return test.events.of(AttemptEnded.class).stream()
        .filter(event -> event.requestId().endsWith("/shadow"))
        .toList();
  }

  @Test
  void givesTheRecalledAnswerAtOnceAndBillsTheCheckApart() throws Exception {
    Answer first = ask(SAME);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    test.cheap.does(
        call -> {
          asked.countDown();
          goOn.await();
          return FakeProvider.answer("hello");
        });
    Answer hit = ask(LIKE);
    assertThat(hit.cache()).isEqualTo(CacheState.HIT_SEMANTIC);
    assertThat(hit.cost()).isEqualTo(Usd.ZERO);
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(engine.report().budgets()).extracting(BudgetState::held).isNotEqualTo(Usd.ZERO);
    goOn.countDown();
    Awaiting.until("a comparison", () -> known().same() == 1);
    Report report = engine.report();
    Attempt check = checks().getFirst().attempt();
    assertThat(check.id()).isEqualTo(hit.requestId() + "/shadow/1");
    assertThat(report.queries()).isEqualTo(2);
    assertThat(report.cacheHits()).isEqualTo(1);
    assertThat(report.attempts()).isEqualTo(2);
    assertThat(report.cacheCost()).isEqualTo(check.cost()).isGreaterThan(Usd.ZERO);
    assertThat(report.wastedCost()).isEqualTo(Usd.ZERO);
    assertThat(report.cost()).isEqualTo(first.cost().plus(check.cost()));
    assertThat(report.savings().byCache())
        .as("what a check costs is not saved")
        .isEqualTo(first.cost().minus(check.cost()));
    assertThat(report.savings().byRouting())
        .isEqualTo(report.savings().baselineCost().minus(first.cost()));
    assertThat(report.budgets().getFirst().used()).isEqualTo(report.cost());
    assertThat(report.budgets().getFirst().held()).isEqualTo(Usd.ZERO);
    assertThat(cache.size()).as("what a check answers is not stored").isEqualTo(1);
  }

  @Test
  void neverAgainGivesAnAnswerThatWasContradicted() {
    ask(SAME);
    test.cheap.does(call -> FakeProvider.answer("zzzzzz"));
    assertThat(ask(LIKE).cache()).isEqualTo(CacheState.HIT_SEMANTIC);
    Awaiting.until("a veto", () -> cache.vetoes() == 1);
    assertThat(known().different()).isEqualTo(1);
    assertThat(ask(LIKE).cache()).isEqualTo(CacheState.MISS);
  }

  @Test
  void contradictionsTakeAClassItsPromise() {
    for (String tenant : List.of("shop", "market")) {
      test.cheap.does(call -> FakeProvider.answer("hello"));
      engine.route(ChatRequest.ofTenant(tenant, SAME));
      test.cheap.does(call -> FakeProvider.answer("zzzzzz"));
      long before = known().different();
      assertThat(known().threshold()).isEqualTo(0.9);
      engine.route(ChatRequest.ofTenant(tenant, LIKE));
      Awaiting.until("a contradiction", () -> known().different() == before + 1);
    }
    assertThat(known().threshold()).isNull();
    assertThat(known().falseAtLeast()).isGreaterThan(0.01);
  }

  @Test
  void checksStreamsAsWell() {
    ask(SAME);
    try (ChatStream stream = engine.stream(ChatRequest.ofTenant("shop", LIKE))) {
      while (stream.next() != null) {}
      assertThat(stream.answer().cache()).isEqualTo(CacheState.HIT_SEMANTIC);
    }
    Awaiting.until("a comparison", () -> known().same() == 1);
  }

  @Test
  void aCheckThatFailsConcernsNobody() {
    ask(SAME);
    test.cheap.fails(FailureKind.TIMEOUT, Phase.MAY_HAVE_RUN);
    assertThat(ask(LIKE).text()).isEqualTo("hello");
    Awaiting.until("the end of a check", () -> checks().size() == 1);
    assertThat(test.events.of(NotAnswered.class)).isEmpty();
    Report report = engine.report();
    assertThat(report.failed()).isZero();
    assertThat(report.wastedCost()).isEqualTo(Usd.ZERO);
    assertThat(report.cacheCost()).isEqualTo(report.estimatedCost()).isGreaterThan(Usd.ZERO);
  }

  @Test
  void anAnswerThatCouldNotBeRecalledTellsNothing() {
    ask(SAME);
    test.cheap.does(call -> FakeProvider.finished("zzz", FinishReason.LENGTH));
    ask(LIKE);
    Awaiting.until("a check", () -> known().unsure() == 1);
    assertThat(ask(LIKE).cache()).isEqualTo(CacheState.HIT_SEMANTIC);
  }

  @Test
  void onlyAFewChecksRunAtOnceAndTheOthersAreDropped() throws Exception {
    ask(SAME);
    Semaphore asked = new Semaphore(0);
    CountDownLatch goOn = new CountDownLatch(1);
    test.cheap.does(
        call -> {
          asked.release();
          goOn.await();
          return FakeProvider.answer("hello");
        });
    for (int i = 0; i < 10; i++) {
      assertThat(ask(LIKE).cache()).isEqualTo(CacheState.HIT_SEMANTIC);
    }
    assertThat(asked.tryAcquire(4, 10, TimeUnit.SECONDS)).isTrue();
    goOn.countDown();
    Awaiting.until("four comparisons", () -> known().same() == 4);
    assertThat(test.cheap.calls()).hasSize(5);
  }

  @Test
  void closingTheEngineEndsAChecksCallAndSettlesIt() throws Exception {
    ask(SAME);
    CountDownLatch asked = new CountDownLatch(1);
    test.cheap.does(
        call -> {
          asked.countDown();
          new CountDownLatch(1).await();
          return FakeProvider.answer("never");
        });
    ask(LIKE);
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    engine.close();
    assertThat(checks())
        .extracting(event -> event.attempt().outcome())
        .containsExactly(Attempt.Outcome.CANCELLED);
    assertThat(test.cheap.closed()).isEqualTo(1);
  }

  @Test
  void checksNothingWhileABudgetIsNearlySpent() {
    engine.close();
    BudgetSpec five =
        BudgetSpec.builder("five", BudgetScope.TENANT, BudgetPeriod.TOTAL).requests(5L).build();
    engine = test.engine(policy -> checked(policy).budget(five), cache, new FakeEmbedder());
    ask(SAME);
    for (int i = 0; i < 3; i++) {
      assertThat(ask("simple question: what is the time now").cache()).isEqualTo(CacheState.OFF);
    }
    Answer unchecked = ask(LIKE);
    assertThat(unchecked.cache()).isEqualTo(CacheState.HIT_SEMANTIC);
    engine.route(ChatRequest.ofTenant("market", SAME));
    Answer checked = engine.route(ChatRequest.ofTenant("market", LIKE));
    Awaiting.until("a comparison", () -> known().same() == 1);
    assertThat(checks())
        .extracting(AttemptEnded::requestId)
        .containsExactly(checked.requestId() + "/shadow");
  }
}
