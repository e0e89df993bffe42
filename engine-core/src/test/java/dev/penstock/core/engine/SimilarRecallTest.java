package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.Answer;
import dev.penstock.api.Engine;
import dev.penstock.api.EngineEvent.PluginTrouble;
import dev.penstock.api.PolicyException;
import dev.penstock.api.Verdict;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.explain.CacheState;
import dev.penstock.api.explain.Likeness;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.CacheSpec;
import dev.penstock.api.policy.EmbeddingsSpec;
import dev.penstock.api.policy.Share;
import dev.penstock.core.evaluate.ThresholdsText;
import dev.penstock.core.fakes.FakeEmbedder;
import dev.penstock.core.fakes.FakeSemanticCache;
import dev.penstock.core.fakes.NoSettings;
import dev.penstock.core.match.Thresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimilarRecallTest {
  private static final String SAME = "simple question: where is my parcel";
  private static final String LIKE = "simple question: my parcel is where";

  @TempDir private Path folder;
  private final TestEngine test = new TestEngine();
  private final FakeSemanticCache cache = new FakeSemanticCache();
  private final FakeEmbedder embedder = new FakeEmbedder();
  private Engine engine;

  private Engine engine(Thresholds thresholds) throws IOException {
    Path file = folder.resolve("thresholds.yaml");
    Files.writeString(file, ThresholdsText.of(thresholds));
    return test.engine(
        p ->
            p.provider("letters", "letters", new NoSettings())
                .route(TestEngine.cheapest())
                .embeddings(new EmbeddingsSpec("letters", "counts", null))
                .cache(
                    new CacheSpec("fake", null, Share.ofPercent(1), file, null, new NoSettings())),
        cache,
        embedder);
  }

  @BeforeEach
  void open() throws IOException {
    engine = engine(SimilarityOnly.thresholds("letters/counts", "everything", 0));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private Answer ask(String question) {
    return engine.route(ChatRequest.ofTenant("shop", question));
  }

  @Test
  void answersASimilarQuestionForNothing() {
    Answer first = ask(SAME);
    Answer second = ask(LIKE);
    assertThat(second.cache()).isEqualTo(CacheState.HIT_SEMANTIC);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.cost()).isEqualTo(Usd.ZERO);
    assertThat(test.cheap.calls()).hasSize(1);
    assertThat(cache.size()).as("a hit is not stored under the new question").isEqualTo(1);
    assertThat(engine.report().savings().byCache()).isEqualTo(first.cost());
  }

  @Test
  void makesAQuestionsVectorOnce() {
    ask(SAME);
    assertThat(embedder.calls()).isEqualTo(1);
    ask(SAME);
    assertThat(embedder.calls()).as("the same question needs none").isEqualTo(1);
  }

  @Test
  void explainsHowNearAndWhoRefused() {
    ask("simple question about order 1234");
    Likeness likeness =
        engine
            .explain(ChatRequest.ofTenant("shop", "simple question about order 4321"))
            .cache()
            .likeness();
    assertThat(likeness).isNotNull();
    assertThat(likeness.refusals()).containsExactly("numbers: 1");
    ask(SAME);
    Likeness hit = engine.explain(ChatRequest.ofTenant("shop", LIKE)).cache().likeness();
    assertThat(hit).isNotNull();
    assertThat(hit.similarity()).isGreaterThan(0.99);
    assertThat(hit.threshold()).isEqualTo(0.9);
    assertThat(hit.category()).isEqualTo("everything");
  }

  @Test
  void neverCrossesPartitionsEvenIfTheCacheDoes() {
    cache.leak();
    engine.route(ChatRequest.ofTenant("a", SAME));
    assertThat(engine.route(ChatRequest.ofTenant("b", LIKE)).cache()).isEqualTo(CacheState.MISS);
  }

  @Test
  void aBadVerdictForgetsTheAnswer() {
    ask(SAME);
    Answer wrong = ask(LIKE);
    assertThat(engine.feedback(wrong.requestId(), Verdict.BAD)).isTrue();
    assertThat(cache.size()).isZero();
    assertThat(ask(LIKE).cache()).isEqualTo(CacheState.MISS);
    assertThat(engine.feedback("r-unknown", Verdict.BAD)).isFalse();
  }

  @Test
  void badVerdictsTakeAClassItsPromise() {
    for (int i = 0; i < 8; i++) {
      String question = SAME + "x".repeat(i);
      ask(question);
      Answer hit = ask(question.replace("where is my parcel", "my parcel is where"));
      if (hit.cache() == CacheState.HIT_SEMANTIC) {
        engine.feedback(hit.requestId(), Verdict.BAD);
      }
    }
    ask(SAME);
    Likeness likeness = engine.explain(ChatRequest.ofTenant("shop", LIKE)).cache().likeness();
    assertThat(likeness).isNotNull();
    assertThat(likeness.threshold()).isNull();
  }

  @Test
  void aBrokenEmbedderCostsTheVectorOnly() {
    embedder.breakDown();
    assertThat(ask(SAME).text()).isEqualTo("hello");
    assertThat(ask(SAME).cache()).isEqualTo(CacheState.HIT_EXACT);
    assertThat(ask(LIKE).cache()).isEqualTo(CacheState.MISS);
    assertThat(test.events.of(PluginTrouble.class))
        .extracting(PluginTrouble::plugin)
        .contains("letters");
  }

  @Test
  void aSampledRequestHasItsOwnAnswer() {
    ChatRequest.Builder sampled =
        ChatRequest.builder().temperature(0.7).metadata(Metadata.builder().tenant("shop").build());
    engine.route(sampled.user(SAME).build());
    ChatRequest other =
        ChatRequest.builder()
            .temperature(0.7)
            .metadata(Metadata.builder().tenant("shop").build())
            .user(LIKE)
            .build();
    assertThat(engine.route(other).cache()).isEqualTo(CacheState.MISS);
  }

  @Test
  void neverRecallsWhatIsAskedAboutThePresent() {
    ask("simple question: is the shop open today");
    assertThat(ask("simple question: is the shop open today").cache()).isEqualTo(CacheState.OFF);
    assertThat(cache.size()).isZero();
  }

  @Test
  void aClassWithoutEvidenceHasTheSameQuestionOnly() throws IOException {
    engine.close();
    engine = engine(SimilarityOnly.thresholds("letters/counts", "returns", 0));
    ask(SAME);
    assertThat(ask(LIKE).cache()).isEqualTo(CacheState.MISS);
    assertThat(ask(SAME).cache()).isEqualTo(CacheState.HIT_EXACT);
  }

  @Test
  void evidenceThatBreaksThePromiseIsNone() throws IOException {
    engine.close();
    engine = engine(SimilarityOnly.thresholds("letters/counts", "everything", 8));
    ask(SAME);
    assertThat(ask(LIKE).cache()).isEqualTo(CacheState.MISS);
  }

  @Test
  void thresholdsOfAnotherModelDoNotCount() throws IOException {
    engine.close();
    engine = engine(SimilarityOnly.thresholds("other/model", "everything", 0));
    ask(SAME);
    assertThat(ask(LIKE).cache()).isEqualTo(CacheState.MISS);
  }

  @Test
  void refusesAThresholdsFileWithAMistake() throws IOException {
    Path file = folder.resolve("thresholds.yaml");
    String text = Files.readString(file).replace("wrong: 0", "wrong: 2000");
    Files.writeString(file, text);
    assertThatThrownBy(
            () ->
                test.engine(
                    p ->
                        p.route(TestEngine.cheapest())
                            .cache(
                                new CacheSpec(
                                    "fake",
                                    null,
                                    Share.ofPercent(1),
                                    file,
                                    null,
                                    new NoSettings())),
                    cache))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("wrong");
  }
}
