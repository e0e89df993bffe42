package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.penstock.api.Answer;
import dev.penstock.api.EmbeddingAnswer;
import dev.penstock.api.EmbeddingRequest;
import dev.penstock.api.Engine;
import dev.penstock.api.EngineEvent.PluginTrouble;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.PolicyException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.CacheState;
import dev.penstock.api.explain.CacheTrace;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetPeriod;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.CacheSpec;
import dev.penstock.api.policy.EmbeddingsSpec;
import dev.penstock.api.policy.Share;
import dev.penstock.api.report.BudgetState;
import dev.penstock.api.report.Report;
import dev.penstock.core.evaluate.ThresholdsText;
import dev.penstock.core.fakes.FakeEmbedder;
import dev.penstock.core.fakes.FakeSemanticCache;
import dev.penstock.core.fakes.NoSettings;
import dev.penstock.spi.ProviderFailure.Phase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vectors that somebody bills: one million tokens cost 2 USD, so one costs 2,000 nano-dollars. */
class EmbeddingBillTest {
  private static final String SAME = "simple question: where is my parcel";
  private static final String LIKE = "simple question: my parcel is where";
  private static final String PRICE = "2";

  /** Bytes of {@link #SAME}, and what a text may take beside them. */
  private static final long BOUND = 35 + 16;

  @TempDir private Path folder;
  private final TestEngine test = new TestEngine();
  private final FakeEmbedder embedder = new FakeEmbedder().billed();

  private Engine engine(@Nullable String price, String limit) throws IOException {
    Path file = folder.resolve("thresholds.yaml");
    Files.writeString(
        file, ThresholdsText.of(SimilarityOnly.thresholds("letters/counts", "everything", 0)));
    return test.engine(
        p ->
            p.provider("letters", "letters", new NoSettings())
                .route(TestEngine.cheapest())
                .budget(BudgetSpec.of("all", BudgetScope.ALL, BudgetPeriod.DAY, Usd.of(limit)))
                .budget(
                    BudgetSpec.of("vectors", BudgetScope.PROVIDER, BudgetPeriod.DAY, Usd.of("1")))
                .budget(BudgetSpec.of("tiers", BudgetScope.TIER, BudgetPeriod.DAY, Usd.of("1")))
                .embeddings(
                    new EmbeddingsSpec(
                        "letters", "counts", price == null ? null : new BigDecimal(price), null))
                .cache(
                    new CacheSpec("fake", null, Share.ofPercent(1), file, null, new NoSettings())),
        new FakeSemanticCache(),
        embedder);
  }

  private static ChatRequest request(String question) {
    return ChatRequest.ofTenant("shop", question);
  }

  private static Usd tokens(long tokens) {
    return Usd.ofNanos(2_000 * tokens);
  }

  private static BudgetState budget(Engine engine, String name, String value) {
    return engine.report().budgets().stream()
        .filter(state -> state.name().equals(name) && state.scope().equals(value))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void countsWhatVectorsCostAndTakesItFromWhatIsSaved() throws IOException {
    embedder.reports(9);
    try (Engine engine = engine(PRICE, "1")) {
      Answer first = engine.route(request(SAME));
      Answer second = engine.route(request(LIKE));
      assertThat(second.cache()).isEqualTo(CacheState.HIT_SEMANTIC);
      Report report = engine.report();
      assertThat(report.cacheCost()).isEqualTo(tokens(18));
      assertThat(report.cost()).isEqualTo(first.cost().plus(tokens(18)));
      assertThat(report.queries()).isEqualTo(2);
      assertThat(report.wastedCost()).isEqualTo(Usd.ZERO);
      assertThat(report.estimatedCost()).isEqualTo(Usd.ZERO);
      assertThat(report.savings().byCache()).isEqualTo(first.cost().minus(tokens(18)));
      assertThat(report.byModel())
          .anySatisfy(
              line -> {
                assertThat(line.key()).isEqualTo("counts");
                assertThat(line.cost()).isEqualTo(tokens(18));
              });
      assertThat(budget(engine, "all", "all").used()).isEqualTo(report.cost());
      assertThat(budget(engine, "vectors", "letters").used()).isEqualTo(tokens(18));
      assertThat(budget(engine, "all", "all").held()).isEqualTo(Usd.ZERO);
      assertThat(engine.report().budgets())
          .filteredOn(state -> state.name().equals("tiers"))
          .extracting(BudgetState::scope)
          .doesNotContain("");
    }
  }

  @Test
  void vectorsThatACallerAsksForAreAnAnswerLikeOthers() throws IOException {
    embedder.reports(9);
    try (Engine engine = engine(PRICE, "1")) {
      EmbeddingAnswer answer = engine.embed(EmbeddingRequest.of(List.of("ab", "c")));

      assertThat(answer.vectors()).hasSize(2);
      assertThat(answer.vectors().getFirst().vector()).startsWith(1, 1, 0);
      assertThat(answer.usage().input()).isEqualTo(9);
      assertThat(answer.cost()).isEqualTo(tokens(9));
      Report report = engine.report();
      assertThat(report.queries()).isEqualTo(1);
      assertThat(report.cost()).isEqualTo(tokens(9));
      assertThat(report.cacheCost()).isEqualTo(Usd.ZERO);
      assertThat(report.wastedCost()).isEqualTo(Usd.ZERO);
      assertThat(report.savings().byCache()).isEqualTo(Usd.ZERO);
      assertThat(budget(engine, "all", "all").used()).isEqualTo(tokens(9));
      assertThat(budget(engine, "all", "all").held()).isEqualTo(Usd.ZERO);
    }
  }

  @Test
  void vectorsThatAreNotMadeArePaidOnlyIfTheyMayHaveBeenMade() throws IOException {
    try (Engine engine = engine(PRICE, "1")) {
      embedder.breakDown(Phase.NOT_RUN);
      assertThat(code(() -> engine.embed(EmbeddingRequest.of(List.of(SAME)))))
          .isEqualTo(ErrorCode.PROVIDERS_FAILED);
      assertThat(engine.report().cost()).isEqualTo(Usd.ZERO);
      embedder.breakDown(Phase.MAY_HAVE_RUN);
      assertThat(code(() -> engine.embed(EmbeddingRequest.of(List.of(SAME)))))
          .isEqualTo(ErrorCode.PROVIDERS_FAILED);
      assertThat(engine.report().wastedCost()).isEqualTo(tokens(BOUND));
      assertThat(budget(engine, "all", "all").held()).isEqualTo(Usd.ZERO);
    }
  }

  @Test
  void vectorsThatNoBudgetCanPayAreNotMade() throws IOException {
    try (Engine engine = engine(PRICE, "0.00001")) {
      assertThat(code(() -> engine.embed(EmbeddingRequest.of(List.of(SAME)))))
          .isEqualTo(ErrorCode.BUDGET_EXHAUSTED);
      assertThat(embedder.calls()).isZero();
    }
  }

  @Test
  void aPolicyWithoutEmbeddingsSaysSo() {
    try (Engine engine = test.engine(p -> p.route(TestEngine.cheapest()))) {
      assertThat(code(() -> engine.embed(EmbeddingRequest.of(List.of(SAME)))))
          .isEqualTo(ErrorCode.NO_CAPABLE_MODEL);
    }
  }

  private static @Nullable ErrorCode code(ThrowingCallable call) {
    PenstockException error = catchThrowableOfType(PenstockException.class, call);
    return error == null ? null : error.code();
  }

  @Test
  void postsTheMostItCanBeIfNobodySays() throws IOException {
    try (Engine engine = engine(PRICE, "1")) {
      engine.route(request(SAME));
      assertThat(engine.report().cacheCost()).isEqualTo(tokens(BOUND));
      assertThat(engine.report().estimatedCost()).isEqualTo(tokens(BOUND));
    }
  }

  @Test
  void postsWhatMayHaveBeenMadeAndNothingForWhatCertainlyWasNot() throws IOException {
    embedder.breakDown(Phase.NOT_RUN);
    try (Engine engine = engine(PRICE, "1")) {
      engine.route(request(SAME));
      assertThat(engine.report().cacheCost()).isEqualTo(Usd.ZERO);
      embedder.breakDown(Phase.MAY_HAVE_RUN);
      engine.route(request(LIKE));
      assertThat(engine.report().cacheCost()).isEqualTo(tokens(BOUND));
      assertThat(test.events.of(PluginTrouble.class))
          .filteredOn(trouble -> trouble.plugin().equals("letters"))
          .hasSize(2);
      assertThat(budget(engine, "all", "all").held()).isEqualTo(Usd.ZERO);
    }
  }

  @Test
  void makesNoVectorThatNoBudgetHasLeft() throws IOException {
    embedder.reports(9);
    try (Engine engine = engine(PRICE, "0.00005")) {
      assertThatThrownBy(() -> engine.route(request(SAME))).hasMessageContaining("all");
      assertThat(embedder.calls()).isZero();
      assertThat(engine.report().cost()).isEqualTo(Usd.ZERO);
    }
  }

  @Test
  void explainsWithoutSpending() throws IOException {
    try (Engine engine = engine(PRICE, "1")) {
      engine.route(request(SAME));
      Usd before = engine.report().cost();
      CacheTrace trace = engine.explain(request(LIKE)).cache();
      assertThat(trace.state()).isEqualTo(CacheState.MISS);
      assertThat(Objects.requireNonNull(trace.likeness()).reason()).contains("no vector");
      assertThat(embedder.calls()).isEqualTo(1);
      assertThat(engine.report().cost()).isEqualTo(before);
    }
  }

  @Test
  void wantsAPriceForWhatIsBilled() {
    assertThatThrownBy(() -> engine(null, "1"))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("no price")
        .hasMessageContaining("PRICE_MISSING");
  }

  @Test
  void takesAPriceOfNothing() throws IOException {
    try (Engine engine = engine("0", "1")) {
      Answer first = engine.route(request(SAME));
      assertThat(engine.explain(request(LIKE)).cache().state()).isEqualTo(CacheState.HIT_SEMANTIC);
      assertThat(engine.report().cost()).isEqualTo(first.cost());
      assertThat(engine.report().attempts()).isEqualTo(1);
    }
  }
}
