package dev.penstock.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.penstock.core.escalate.ConfidenceMap;
import dev.penstock.core.escalate.ConfidenceMap.Level;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateConfidenceTest {
  @TempDir private Path folder;

  /** Answers whose score says too much: the share of right ones is its square. */
  private static List<JudgedScore> boasting(int answers, long seed) {
    Random random = new Random(seed);
    List<JudgedScore> judged = new ArrayList<>();
    for (int i = 0; i < answers; i++) {
      double score = random.nextDouble();
      judged.add(new JudgedScore(score, random.nextDouble() < score * score));
    }
    return judged;
  }

  @Test
  void learnsTheShareOfRightAnswers() {
    ConfidenceMap map = Isotonic.learn(boasting(20_000, 1));
    assertThat(map.right(0.3)).isCloseTo(0.09, within(0.04));
    assertThat(map.right(0.5)).isCloseTo(0.25, within(0.04));
    assertThat(map.right(0.9)).isCloseTo(0.81, within(0.04));
    assertThat(map.levels().stream().mapToLong(Level::answers).sum()).isEqualTo(20_000);
  }

  @Property(tries = 100)
  void neverFallsAndIsNeverCertain(
      @ForAll @IntRange(min = 20, max = 300) int n, @ForAll long seed) {
    List<JudgedScore> judged = new ArrayList<>(boasting(n, seed));
    judged.add(new JudgedScore(0.5, true));
    judged.add(new JudgedScore(0.5, false));
    ConfidenceMap map = Isotonic.learn(judged);
    assertThat(map.levels()).extracting(Level::right).isSorted().allMatch(r -> r > 0 && r < 1);
  }

  @Test
  void writesTheSameFileForTheSameFeedback() throws IOException {
    Path feedback = folder.resolve("feedback.jsonl");
    StringBuilder lines = new StringBuilder("\n{\"request\": \"r0\", \"verdict\": \"good\"}\n");
    for (JudgedScore one : boasting(500, 2)) {
      lines
          .append("{\"request\": \"r\", \"question\": \"q\", \"score\": ")
          .append(one.score())
          .append(", \"verdict\": \"")
          .append(one.right() ? "good" : "bad")
          .append("\"}\n");
    }
    Files.writeString(feedback, lines);
    Path one = folder.resolve("one.yaml");
    Path other = folder.resolve("other.yaml");
    command().run("--feedback=" + feedback, "--out=" + one);
    command().run("--feedback=" + feedback, "--out=" + other);
    assertThat(one).hasSameBinaryContentAs(other);
    assertThat(Files.readString(one)).contains("version: 1\nlevels:\n  - {score: 0.");
    assertThat(CalibrateConfidence.report(boasting(5_000, 3)).text())
        .startsWith("5000 verdicts, ")
        .containsPattern("squared error 0\\.17\\d+ as computed, 0\\.13\\d+ calibrated");
  }

  @Test
  void ranksGoodAboveBad() {
    List<JudgedScore> judged =
        List.of(
            new JudgedScore(0.9, true),
            new JudgedScore(0.5, true),
            new JudgedScore(0.5, false),
            new JudgedScore(0.1, false));
    assertThat(CalibrateConfidence.ranked(judged)).isEqualTo(0.875);
  }

  @Test
  void saysWhatIsWrongWithItsInput() throws IOException {
    assertThatThrownBy(() -> command().run("--feedback=x"))
        .hasMessageContaining("--out is missing");
    assertThatThrownBy(() -> command().run("--nonsense"))
        .hasMessageContaining("unknown argument --nonsense");
    assertThatThrownBy(() -> run("{\"score\": 0.5, \"verdict\": \"good\"}\n"))
        .hasMessageContaining("found 1 verdicts, 1 of them good; at least 20");
    assertThatThrownBy(() -> run("\n{\"score\""))
        .hasMessageContaining("feedback.jsonl:2 is no JSON");
    assertThatThrownBy(() -> run("{\"score\": 7, \"verdict\": \"good\"}"))
        .hasMessageContaining("feedback.jsonl:1 has a score that is no number from 0 to 1");
    assertThatThrownBy(() -> run("{\"score\": 0.7, \"verdict\": \"meh\"}"))
        .hasMessageContaining("neither good nor bad");
  }

  @Test
  void theLastVerdictOnARequestCounts() {
    String line = "{\"request-id\": \"r1\", \"score\": 0.5, \"verdict\": \"%s\"}\n";
    assertThatThrownBy(() -> run(line.formatted("good").repeat(30) + line.formatted("bad")))
        .hasMessageContaining("found 1 verdicts, 0 of them good");
  }

  private static CalibrateConfidence command() {
    return new CalibrateConfidence(
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  private void run(String feedback) throws IOException {
    Path file = Files.writeString(folder.resolve("feedback.jsonl"), feedback);
    command().run("--feedback=" + file, "--out=" + folder.resolve("out.yaml"));
  }
}
