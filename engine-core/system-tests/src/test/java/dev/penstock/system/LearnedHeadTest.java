package dev.penstock.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.penstock.api.Engine;
import dev.penstock.api.PolicyException;
import dev.penstock.api.PolicyProblem;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Signal;
import dev.penstock.classifier.learned.LearnedClassifierFactory;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.Lesson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was learned is a file, which an engine reads as strictly as its policy. */
class LearnedHeadTest {
  private static final String POLICY =
      """
      version: 1
      providers:
        shop: {plugin: openai, base-url: "http://127.0.0.1:9/v1", api-key: loopback}
      models:
        small: {provider: shop, tiers: [easy, hard], context-window: 32k, price: {input: 1.00, output: 2.00}}
      tiers: [easy, hard]
      classifiers: [{plugin: learned, file: head.json}]
      routes:
        - {name: all, models: small, rank: ordered, max-output: 100}
      """;

  @TempDir private Path folder;

  /** Questions with commas are hard. */
  private static List<Lesson> lessons(boolean vectors) {
    List<Lesson> lessons = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      boolean hard = i % 2 == 0;
      Embedding vector =
          vectors
              ? new Embedding("local/all-minilm-l6-v2-q", new float[] {hard ? 1 : -1, i, 1})
              : null;
      lessons.add(
          new Lesson(
              vectors ? "my lamp" + "p".repeat(i) : "my lamp" + (hard ? ", " : " ") + "case " + i,
              vector,
              hard ? 1 : 0,
              1));
    }
    return lessons;
  }

  private static String head() {
    return new LearnedClassifierFactory().learn(lessons(false));
  }

  private Engine engine(String head) throws IOException {
    Files.writeString(folder.resolve("head.json"), head);
    Files.writeString(folder.resolve("policy.yaml"), POLICY);
    return Engine.builder().policy(folder.resolve("policy.yaml")).build();
  }

  @Test
  void measuresByTheFileThatWasLearned() throws IOException {
    try (Engine engine = engine(head())) {
      assertThat(difficulty(engine, "my lamp, my shoe")).isGreaterThan(0.8);
      assertThat(difficulty(engine, "my lamp my shoe")).isLessThan(0.2);
    }
  }

  private static double difficulty(Engine engine, String question) {
    Signal signal =
        Objects.requireNonNull(engine.explain(ChatRequest.of(question)).classified())
            .signals()
            .stream()
            .filter(found -> found.id().equals("difficulty"))
            .findFirst()
            .orElseThrow();
    assertThat(signal.source()).isEqualTo("learned");
    assertThat(signal.detail()).endsWith(" by 60 lessons");
    return Double.parseDouble(signal.detail().split(" ", 2)[0]);
  }

  @Test
  void refusesABrokenFileWithItsLine() {
    refused(head().replace("\"version\": 1", "\"version\": 2"), 2, "VERSION");
    refused(head().replace("\"lessons\"", "\"lesson\""), 3, "UNKNOWN_KEY");
    refused(head().replace("\"lessons\": 60", "\"lessons\": many"), 3, "TYPE");
    refused(head().replace("\"name\": \"commas\"", "\"name\": \"comets\""), 0, "UNKNOWN_REFERENCE");
    refused(head().substring(0, head().length() / 2), 0, "SYNTAX");
    refused("", 1, "EMPTY_POLICY");
  }

  /** Refused in its own file, in that line; 0 for any. */
  private void refused(String head, int line, String code) {
    assertThatExceptionOfType(PolicyException.class)
        .isThrownBy(() -> engine(head).close())
        .satisfies(
            e -> {
              assertThat(e.problems()).extracting(PolicyProblem::code).contains(code);
              PolicyProblem problem =
                  e.problems().stream()
                      .filter(p -> p.code().equals(code))
                      .findFirst()
                      .orElseThrow();
              assertThat(problem.file()).endsWith("head.json");
              assertThat(problem.line()).isPositive();
              if (line > 0) {
                assertThat(problem.line()).isEqualTo(line);
              }
            });
  }

  @Test
  void refusesAHeadThatWeighsVectorsIfNobodyMakesThem() {
    String head = new LearnedClassifierFactory().learn(lessons(true));
    assertThat(head).contains("\"model\": \"local/all-minilm-l6-v2-q\"");
    assertThatExceptionOfType(PolicyException.class)
        .isThrownBy(() -> engine(head).close())
        .withMessageContaining("embeddings");
  }
}
