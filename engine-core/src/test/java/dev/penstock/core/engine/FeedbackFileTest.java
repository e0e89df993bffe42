package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream;
import dev.penstock.api.Engine;
import dev.penstock.api.EngineEvent;
import dev.penstock.api.Verdict;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.policy.LearningSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FeedbackFileTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;
  private final TestEngine test = new TestEngine();
  private Path file;

  @BeforeEach
  void file() {
    file = folder.resolve("data").resolve("feedback.jsonl");
  }

  private Engine engine() {
    return test.engine(
        policy -> policy.route(TestEngine.cheapest()).learning(new LearningSpec(file)));
  }

  private List<JsonNode> lines() throws IOException {
    return Files.readAllLines(file).stream().map(JSON::readTree).toList();
  }

  @Test
  void aVerdictIsWrittenWithWhatWasAskedAndWhoAnswered() throws IOException {
    try (Engine engine = engine()) {
      String question = "complex \"case\"\nof \ud83d\ude00 two lines";
      Answer answer = engine.route(ChatRequest.ofTenant("shop", question));
      assertThat(Files.exists(file)).isFalse();
      assertThat(engine.feedback(answer.requestId(), Verdict.BAD)).isTrue();
      JsonNode line = lines().getFirst();
      assertThat(line.get("version").intValue()).isEqualTo(1);
      assertThat(line.get("request-id").stringValue()).isEqualTo(answer.requestId());
      assertThat(line.get("at").stringValue()).isEqualTo("2026-11-20T12:00:00Z");
      assertThat(line.get("verdict").stringValue()).isEqualTo("bad");
      assertThat(line.get("tenant").stringValue()).isEqualTo("shop");
      assertThat(line.get("question").stringValue()).isEqualTo(question);
      assertThat(line.get("tier").stringValue()).isEqualTo("complex");
      assertThat(line.get("route").stringValue()).isEqualTo("everything");
      assertThat(line.get("model").stringValue()).isEqualTo("large");
      assertThat(line.get("recalled").booleanValue()).isFalse();
      assertThat(line.get("confidence").doubleValue()).isEqualTo(answer.confidence().value());
    }
  }

  @Test
  void aStreamedAnswerIsRememberedAsWell() throws IOException {
    try (Engine engine = engine()) {
      ChatStream stream = engine.stream(ChatRequest.of("simple question"));
      try (stream) {
        ChatStream.Chunk last = stream.next();
        while (last != null) {
          last = stream.next();
        }
      }
      assertThat(engine.feedback(stream.answer().requestId(), Verdict.GOOD)).isTrue();
      assertThat(lines().getFirst().get("verdict").stringValue()).isEqualTo("good");
    }
  }

  @Test
  void ofAVeryLongQuestionTheBeginningIsRemembered() throws IOException {
    try (Engine engine = engine()) {
      String question = "complex" + "\ud83d\ude00".repeat(10_000);
      Answer answer = engine.route(ChatRequest.of(question));
      engine.feedback(answer.requestId(), Verdict.GOOD);
      assertThat(lines().getFirst().get("question").stringValue())
          .isEqualTo("complex" + "\ud83d\ude00".repeat(3_996));
    }
  }

  @Test
  void onlyTheOwnerMayReadIt() throws IOException {
    try (Engine engine = engine()) {
      engine.feedback(engine.route(ChatRequest.of("simple")).requestId(), Verdict.GOOD);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void nothingIsKeptWithoutTheKey() {
    try (Engine engine = test.engine(policy -> policy.route(TestEngine.cheapest()))) {
      Answer answer = engine.route(ChatRequest.of("simple"));
      assertThat(engine.feedback(answer.requestId(), Verdict.GOOD)).isFalse();
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void anUnknownRequestIsNotWritten() {
    try (Engine engine = engine()) {
      assertThat(engine.feedback("r-unknown", Verdict.GOOD)).isFalse();
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void aLineThatACrashHasCutOffStaysAlone() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"version\":1,\"requ");
    try (Engine engine = engine()) {
      engine.feedback(engine.route(ChatRequest.of("simple")).requestId(), Verdict.GOOD);
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2).first().isEqualTo("{\"version\":1,\"requ");
    assertThat(JSON.readTree(lines.getLast()).get("verdict").stringValue()).isEqualTo("good");
  }

  @Test
  void aDiskThatFailsCostsTheLineAndNotTheCaller() throws IOException {
    Files.writeString(folder.resolve("data"), "a file where a folder should be");
    try (Engine engine = engine()) {
      Answer answer = engine.route(ChatRequest.of("simple"));
      assertThat(engine.feedback(answer.requestId(), Verdict.GOOD)).isTrue();
      assertThat(test.events.of(EngineEvent.PluginTrouble.class))
          .anySatisfy(
              event -> {
                assertThat(event.plugin()).isEqualTo("learning.feedback");
                assertThat(event.problem()).contains("could not be written to " + file);
              });
    }
  }

  @Test
  void verdictsAtOnceAreEachALine() throws Exception {
    Set<String> ids = new HashSet<>();
    try (Engine engine = engine();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String id = engine.route(ChatRequest.of("simple " + i)).requestId();
        ids.add(id);
        all.add(threads.submit(() -> engine.feedback(id, Verdict.GOOD)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(lines()).hasSize(200);
    assertThat(lines().stream().map(line -> line.get("request-id").stringValue()))
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void theFileGoesOnWhereItWas() throws IOException {
    for (int i = 0; i < 2; i++) {
      try (Engine engine = engine()) {
        engine.feedback(engine.route(ChatRequest.of("simple " + i)).requestId(), Verdict.GOOD);
      }
    }
    assertThat(lines().stream().map(line -> line.get("question").stringValue()))
        .containsExactly("simple 0", "simple 1");
  }
}
