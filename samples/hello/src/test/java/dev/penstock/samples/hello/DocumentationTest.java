package dev.penstock.samples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.Engine;
import dev.penstock.api.EngineBuilder;
import dev.penstock.api.PolicyException;
import dev.penstock.api.PolicyProblem;
import dev.penstock.api.chat.ChatRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads every YAML block of the documentation and compiles every Java block.
 *
 * <p>A YAML block is a whole policy, or begins with a comment that says what it is: {@code #
 * excerpt} is laid over the policy below, {@code # refused: CODE} likewise and must be refused with
 * that code, {@code # tiers.yaml} is a file of that name, {@code # other} is none of these. A Java
 * block is a whole class, or begins with {@code // excerpt}.
 */
final class DocumentationTest {
  private static final Path POLICIES = Path.of("..", "policies");

  /** What excerpts leave out. */
  private static final String REST =
      """
      version: 1
      providers:
        openai: {plugin: openai, api-key: "${env:OPENAI_API_KEY}"}
        demo: {plugin: simulated}
      models:
        small: {provider: demo, tiers: [simple, moderate], context-window: 64k, price: {input: 0.25, output: 0.38}}
        fast: {provider: demo, tiers: [simple, moderate], context-window: 1M, price: {input: 0.35, output: 2.50}}
        large: {provider: openai, tiers: [simple, moderate, complex], context-window: 128k, price: {input: 2, output: 8}}
      tiers: [simple, moderate, complex]
      routes:
        - {name: everything, models: any, rank: cheapest}
      """;

  private static final String HEAD =
      """
      {"version": 1, "lessons": 20, "held-out-error": 0.1, "plain-error": 0.25, "intercept": 0,
       "measures": [{"name": "words", "mean": 2.5, "scale": 0.5, "weight": 0.7}]}
      """;

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "OPENAI_API_KEY", "key-1",
          "ANTHROPIC_API_KEY", "key-4",
          "GEMINI_API_KEY", "key-5",
          "DEEPSEEK_API_KEY", "key-2",
          "HOLYSHEEP_API_KEY", "key-3");

  @TempDir private Path folder;

  @BeforeEach
  void putFilesBesideThePolicy() throws IOException {
    Files.copy(POLICIES.resolve("tiers.yaml"), folder.resolve("tiers.yaml"));
    Files.createDirectories(folder.resolve("plugins"));
    Files.writeString(folder.resolve("openai.key"), "key-1\n");
    Files.writeString(folder.resolve("router-head.json"), HEAD);
  }

  @TestFactory
  Stream<DynamicTest> loadsEveryPolicy() {
    return Snippet.all("yaml").stream()
        .map(snippet -> DynamicTest.dynamicTest(snippet.place(), () -> check(snippet)));
  }

  private void check(Snippet snippet) throws IOException {
    String kind = snippet.text().lines().findFirst().orElseThrow();
    if (snippet.isWhole()) {
      load(snippet.text());
    } else if (kind.startsWith("# excerpt")) {
      load(snippet.over(REST));
    } else if (kind.startsWith("# refused: ")) {
      String code = kind.substring("# refused: ".length());
      assertThatThrownBy(() -> load(snippet.over(REST)))
          .isInstanceOfSatisfying(
              PolicyException.class,
              e -> assertThat(e.problems()).extracting(PolicyProblem::code).containsOnly(code));
    } else if (kind.startsWith("# tiers.yaml")) {
      Files.writeString(folder.resolve("tiers.yaml"), snippet.text());
      load(REST + "classifiers: [{plugin: keyword, file: tiers.yaml}]\n");
    } else {
      assertThat(kind).as(snippet.place()).startsWith("# other");
    }
  }

  private void load(String policy) throws IOException {
    Path file = Files.writeString(folder.resolve("policy.yaml"), policy);
    try (Engine engine = builder(file).build()) {
      assertThat(engine.policyYaml()).startsWith("version: 1").doesNotContain("key-");
    }
  }

  private static EngineBuilder builder(Path file) {
    return Engine.builder().policy(file).environment(ENVIRONMENT::get);
  }

  @TestFactory
  Stream<DynamicTest> compilesEveryClass() {
    return Snippet.all("java").stream()
        .map(
            snippet ->
                DynamicTest.dynamicTest(
                    snippet.place(),
                    () -> {
                      if (SnippetCompiler.isComplete(snippet.text())) {
                        SnippetCompiler.compile(snippet, folder.resolve("classes"));
                      } else {
                        assertThat(snippet.text()).startsWith("// excerpt");
                      }
                    }));
  }

  @Test
  void loadsTheSamplePolicies() {
    for (String name : new String[] {"minimal.yaml", "five-models.yaml"}) {
      try (Engine engine = builder(POLICIES.resolve(name)).build()) {
        assertThat(engine.explain(ChatRequest.of("Hello")).candidates())
            .as(name)
            .anyMatch(candidate -> candidate.kept());
      }
    }
  }
}
