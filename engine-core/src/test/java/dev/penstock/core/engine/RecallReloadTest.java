package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.Answer;
import dev.penstock.api.Engine;
import dev.penstock.api.Verdict;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.CacheState;
import dev.penstock.api.explain.Likeness;
import dev.penstock.core.evaluate.ThresholdsText;
import dev.penstock.core.fakes.FakeClassifier;
import dev.penstock.core.fakes.FakeEmbedder;
import dev.penstock.core.fakes.FakeSemanticCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What recall has learned outlives a reload that keeps the cache and its classes. */
class RecallReloadTest {
  private static final String SAME = "simple question: where is my parcel";
  private static final String POLICY =
      """
      version: 1
      providers:
        cheap: {plugin: cheap}
        letters: {plugin: letters}
      models:
        small: {provider: cheap, tiers: [simple], context-window: 8k, price: {input: 0.25, output: 0.38}}
      tiers: [simple]
      cache: {plugin: fake, max-false-hits: 1%, thresholds: thresholds.yaml}
      embeddings: {provider: letters, model: counts}
      routes:
        - {name: all, models: any, rank: cheapest}
      """;

  @TempDir private Path folder;
  private final TestEngine test = new TestEngine();
  private Engine engine;

  @BeforeEach
  void open() throws IOException {
    write(POLICY, 0);
    engine =
        Engine.builder()
            .policy(folder.resolve("policy.yaml"))
            .plugin(test.cheap)
            .plugin(new FakeEmbedder())
            .plugin(new FakeSemanticCache())
            .plugin(FakeClassifier.firstWord())
            .build();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void write(String policy, long wrong) throws IOException {
    Files.writeString(folder.resolve("policy.yaml"), policy);
    Files.writeString(
        folder.resolve("thresholds.yaml"),
        ThresholdsText.of(SimilarityOnly.thresholds("letters/counts", "everything", wrong)));
  }

  private Answer ask(String question) {
    return engine.route(ChatRequest.ofTenant("shop", question));
  }

  private Likeness likeness() {
    ask("simple question: when does the shop open");
    ChatRequest like = ChatRequest.ofTenant("shop", "simple question: when the shop does open");
    Likeness likeness = engine.explain(like).cache().likeness();
    assertThat(likeness).isNotNull();
    assertThat(likeness.similarity()).isGreaterThan(0.99);
    return likeness;
  }

  private void breakThePromise() {
    for (int i = 0; i < 8; i++) {
      String question = SAME + "x".repeat(i);
      ask(question);
      Answer hit = ask(question.replace("where is my parcel", "my parcel is where"));
      if (hit.cache() == CacheState.HIT_SEMANTIC) {
        engine.feedback(hit.requestId(), Verdict.BAD);
      }
    }
    assertThat(likeness().threshold()).isNull();
  }

  @Test
  void verdictsCountOnUnderANewPrice() throws IOException {
    breakThePromise();
    write(POLICY.replace("0.38", "0.76"), 0);
    assertThat(engine.reload()).isTrue();
    assertThat(likeness().threshold()).isNull();
  }

  @Test
  void verdictsCountUnderAnotherPromise() throws IOException {
    breakThePromise();
    write(POLICY.replace("max-false-hits: 1%", "max-false-hits: 10%"), 0);
    assertThat(engine.reload()).isTrue();
    assertThat(likeness().threshold()).isEqualTo(0.9);
  }

  @Test
  void aClassThatIsMeasuredAnewStartsAnew() throws IOException {
    breakThePromise();
    write(POLICY, 1);
    assertThat(engine.reload()).isTrue();
    assertThat(likeness().threshold()).isEqualTo(0.9);
  }

  @Test
  void anAnswerGivenBeforeTheReloadCanBeCalledBadAfterIt() throws IOException {
    Answer given = ask(SAME);
    write(POLICY.replace("0.38", "0.76"), 0);
    assertThat(engine.reload()).isTrue();
    assertThat(engine.feedback(given.requestId(), Verdict.BAD)).isTrue();
    assertThat(ask(SAME).cache()).isEqualTo(CacheState.MISS);
  }
}
