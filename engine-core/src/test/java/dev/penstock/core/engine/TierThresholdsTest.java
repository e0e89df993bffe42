package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.Engine;
import dev.penstock.api.EngineBuilder;
import dev.penstock.api.PolicyException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.CacheState;
import dev.penstock.api.explain.Classified;
import dev.penstock.core.fakes.FakeCache;
import dev.penstock.core.fakes.FakeClassifier;
import dev.penstock.core.fakes.FakeProvider;
import dev.penstock.spi.Classification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TierThresholdsTest {
  private static final String POLICY =
      """
      version: 1
      providers:
        cheap: {plugin: cheap}
      models:
        small: {provider: cheap, tiers: [simple, moderate, complex], context-window: 8k, price: {input: 0.25, output: 0.38}}
      tiers: [simple, moderate, complex]
      classifiers:
        - {plugin: first-word}
        - {plugin: number, thresholds: tiers.yaml}
      cache: {plugin: fake}
      routes:
        - {name: all, models: small, rank: ordered}
      """;

  private static final String THRESHOLDS =
      """
      version: 1
      classifier: number
      made: {on: 2026-11-23, mode: strong-share, target: 25%, queries: 400, seed: 1}
      thresholds: {moderate: 0.31, complex: 0.72}
      """;

  @TempDir private Path folder;
  private Path policy;

  @BeforeEach
  void write() throws IOException {
    policy = folder.resolve("policy.yaml");
    Files.writeString(policy, POLICY);
    thresholds(THRESHOLDS);
  }

  private void thresholds(String yaml) throws IOException {
    Files.writeString(folder.resolve("tiers.yaml"), yaml);
  }

  private EngineBuilder builder() {
    FakeClassifier number =
        new FakeClassifier(
            "number",
            input ->
                input.question().startsWith("0.") || input.question().startsWith("1.")
                    ? new Classification(
                        null, null, 0.9, Double.parseDouble(input.question()), List.of())
                    : Classification.NONE);
    return Engine.builder()
        .policy(policy)
        .plugin(new FakeProvider("cheap"))
        .plugin(FakeClassifier.firstWord())
        .plugin(number)
        .plugin(new FakeCache());
  }

  private static Classified classified(Engine engine, String question) {
    return engine.explain(ChatRequest.of(question)).classified();
  }

  @Test
  void theEasiestTierIsAsSureAsTheDifficultyIsLow() {
    try (Engine engine = builder().build()) {
      assertThat(classified(engine, "0.25").confidence()).isEqualTo(0.75);
      assertThat(classified(engine, "0.5").confidence()).isEqualTo(0.9);
    }
  }

  @Test
  void aDifficultyMakesTheTierWhoseThresholdItReaches() {
    try (Engine engine = builder().build()) {
      assertThat(classified(engine, "0.30").tier()).isEqualTo("simple");
      assertThat(classified(engine, "0.31").tier()).isEqualTo("moderate");
      assertThat(classified(engine, "0.719").tier()).isEqualTo("moderate");
      Classified hardest = classified(engine, "1.0");
      assertThat(hardest.tier()).isEqualTo("complex");
      assertThat(hardest.difficulty()).isEqualTo(1.0);
      assertThat(hardest.decidedBy()).isEqualTo("number");
      assertThat(hardest.confidence()).isEqualTo(0.9);
      assertThat(engine.explain(ChatRequest.of("0.5")).toText())
          .contains("moderate, decided by number with confidence 0.9, difficulty 0.5");
    }
  }

  @Test
  void aTierThatAClassifierSaysNeedsNoThreshold() {
    try (Engine engine = builder().build()) {
      assertThat(classified(engine, "complex and so on").decidedBy()).isEqualTo("first-word");
      assertThat(classified(engine, "anything").decidedBy()).isEqualTo(Classified.UNSURE);
    }
  }

  @Test
  void aDifficultyWithoutThresholdsDecidesNothingAndSaysSo() throws IOException {
    Files.writeString(policy, POLICY.replace(", thresholds: tiers.yaml", ""));
    try (Engine engine = builder().build()) {
      Classified classified = classified(engine, "0.9");
      assertThat(classified.decidedBy()).isEqualTo(Classified.UNSURE);
      assertThat(classified.tier()).isEqualTo("moderate");
      assertThat(classified.signals())
          .anySatisfy(
              signal -> {
                assertThat(signal.source()).isEqualTo("number");
                assertThat(signal.detail()).contains("0.900 decides nothing without thresholds");
              });
    }
  }

  @Test
  void changedThresholdsAreTakenByAReloadAndNoAnswerOfTheOldOnesIsRecalled() throws IOException {
    try (Engine engine = builder().build()) {
      ChatRequest request = ChatRequest.ofTenant("shop", "0.5");
      assertThat(engine.route(request).route().tier()).isEqualTo("moderate");
      assertThat(engine.reload()).isFalse();
      assertThat(engine.route(request).cache()).isEqualTo(CacheState.HIT_EXACT);
      thresholds(THRESHOLDS.replace("0.72", "0.45"));
      assertThat(engine.reload()).isTrue();
      assertThat(engine.route(request).route().tier()).isEqualTo("complex");
    }
  }

  @Test
  void thresholdsOfNoUseAreRefusedAndTheOldOnesStay() throws IOException {
    try (Engine engine = builder().build()) {
      thresholds(THRESHOLDS.replace("0.72", "0.3"));
      assertThatThrownBy(engine::reload)
          .isInstanceOf(PolicyException.class)
          .hasMessageContaining("policy.yaml:9:")
          .hasMessageContaining("tiers.yaml")
          .hasMessageContaining("0.3 of complex is below that of an easier tier, 0.31");
      assertThat(classified(engine, "0.8").tier()).isEqualTo("complex");
    }
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    refused(THRESHOLDS.replace("number", "words"), "it is for the classifier `words`");
    refused(THRESHOLDS.replace("moderate: 0.31, ", ""), "for [complex], expected [moderate, compl");
    refused(THRESHOLDS.replace("moderate", "middling"), "for [middling, complex], expected");
    refused(THRESHOLDS.replace("0.72", "72"), "tiers.yaml:4:", "from 0 to 1, not 72");
    refused(THRESHOLDS.replace("0.72", "much"), "tiers.yaml:4:39", "much");
    refused(THRESHOLDS.replace("version: 1", "version: 2"), "tiers.yaml:1:", "must be 1, not 2");
    refused(THRESHOLDS + "more: 1\n", "tiers.yaml:5:1", "more");
    Files.delete(folder.resolve("tiers.yaml"));
    assertThatThrownBy(() -> builder().build()).hasMessageContaining("tiers.yaml");
  }

  private void refused(String yaml, String... parts) throws IOException {
    thresholds(yaml);
    assertThatThrownBy(() -> builder().build())
        .isInstanceOf(PolicyException.class)
        .message()
        .contains(parts);
  }
}
