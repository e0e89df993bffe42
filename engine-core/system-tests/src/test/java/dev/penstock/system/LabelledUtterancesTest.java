package dev.penstock.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.Engine;
import dev.penstock.api.PolicyException;
import dev.penstock.api.PolicyProblem;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Classified;
import dev.penstock.api.explain.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a desk wrote down as examples decides how hard its questions are. */
class LabelledUtterancesTest {
  private static final String POLICY =
      """
      version: 1
      providers:
        shop: {plugin: openai, base-url: "http://127.0.0.1:1/v1", api-key: loopback}
        local: {plugin: onnx, threads: 1}
      models:
        small: {provider: shop, tiers: [simple, moderate], context-window: 32k, price: {input: 1, output: 2}}
        large: {provider: shop, tiers: [complex], context-window: 32k, price: {input: 1, output: 2}}
      tiers: [simple, moderate, complex]
      EMBEDDINGS
      classifiers:
        - {plugin: examples, file: FILE, path: vectors, min-confidence: 50%}
      deadlines: {request: 1m, classify: 10s}
      routes:
        - {name: all, models: any, rank: cheapest, max-output: 100}
      """;
  private static final String EMBEDDINGS =
      "embeddings: {provider: local, model: all-minilm-l6-v2-q, timeout: 10s}";
  private static final String YAML =
      """
      intents:
        - intent: track-order
          tier: simple
          utterances: ["Where is my parcel?", "Has my order shipped?", "When will it be delivered?"]
        - intent: change-address
          tier: moderate
          utterances: ["Please send it to another address", "I moved house", "Change the address"]
        - intent: charged-twice
          tier: complex
          utterances: ["You charged me twice", "My card shows two payments", "A double charge"]
      """;

  @TempDir private Path folder;

  @BeforeEach
  void writeExamples() throws IOException {
    Files.writeString(folder.resolve("intents.yaml"), YAML);
  }

  @Test
  void givesQuestionsTheTierOfTheExamplesTheyAreNearTo() throws IOException {
    try (Engine engine = engine("intents.yaml", EMBEDDINGS)) {
      Classified hard = classified(engine, "I see the same amount on my bank account two times");
      assertThat(hard.tier()).isEqualTo("complex");
      assertThat(hard.intent()).isEqualTo("charged-twice");
      assertThat(hard.decidedBy()).isEqualTo("examples");
      assertThat(hard.signals()).extracting(Signal::id).contains("charged-twice", "(tiers)");
      assertThat(classified(engine, "Any news about the delivery of my package?").tier())
          .isEqualTo("simple");
    }
  }

  @Test
  void leavesAQuestionThatIsNearToNoneToWhenUnsure() throws IOException {
    try (Engine engine = engine("intents.yaml", EMBEDDINGS)) {
      Classified found = classified(engine, "What is the square root of seventeen?");
      assertThat(found.decidedBy()).isEqualTo(Classified.UNSURE);
      assertThat(found.tier()).isEqualTo("moderate");
      assertThat(found.signals())
          .anyMatch(signal -> signal.detail().endsWith("the nearest, is below 40%"));
    }
  }

  @Test
  void learnsAnewWhenTheFileChangesAndThePolicyIsLoadedAgain() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("intents.csv"),
            "text,intent,tier\nWhere is my parcel?,track,simple\nI moved house,move,moderate\n");
    try (Engine engine = engine("intents.csv", EMBEDDINGS)) {
      assertThat(classified(engine, "Where is the parcel?").tier()).isEqualTo("simple");
      Files.writeString(
          file,
          "text,intent,tier\nWhere is my parcel?,lost,complex\nI moved house,move,moderate\n");
      engine.reload();
      assertThat(classified(engine, "Where is the parcel?").tier()).isEqualTo("complex");
    }
  }

  @Test
  void isRefusedWithoutAnyoneWhoMakesVectors() {
    assertThatThrownBy(() -> engine("intents.yaml", ""))
        .isInstanceOfSatisfying(
            PolicyException.class,
            e ->
                assertThat(e.problems())
                    .extracting(PolicyProblem::code)
                    .containsExactly("EMBEDDINGS_MISSING"));
  }

  private Engine engine(String file, String embeddings) throws IOException {
    Path policy = folder.resolve("policy.yaml");
    Files.writeString(policy, POLICY.replace("FILE", file).replace("EMBEDDINGS", embeddings));
    return Engine.builder().policy(policy).build();
  }

  private static Classified classified(Engine engine, String question) {
    return engine.explain(ChatRequest.of(question)).classified();
  }
}
