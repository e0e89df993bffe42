package dev.penstock.samples.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that measure and calibrate. */
class EvaluationCommandsTest {
  @TempDir private Path folder;

  @Test
  void recallIsMeasuredAndCalibrated() throws IOException {
    StringBuilder csv = new StringBuilder("text,label\n");
    for (int label = 0; label < 12; label++) {
      for (int way = 0; way < 12; way++) {
        csv.append("\"way %d of thing %d\",thing%d\n".formatted(way, label, label));
      }
    }
    Path pairs = Files.writeString(folder.resolve("questions.csv"), csv);
    Path thresholds = folder.resolve("thresholds.yaml");

    Typed json = Typed.of("recall-eval", "--pairs", pairs.toString(), "--json");
    Typed text =
        Typed.of("recall-eval", "--pairs=" + pairs, "--thresholds=" + thresholds, "--seed=2");

    assertThat(json.code()).isZero();
    assertThat(json.json()).containsEntry("questions", 144).containsKey("methods");
    assertThat(text.code()).isZero();
    assertThat(text.out()).startsWith("144 questions").contains("must-miss");
    assertThat(thresholds).content().contains("everything");
  }

  @Test
  void classifiersAreMeasured() throws IOException {
    Typed json =
        Typed.of("classify-eval", "--policy", policy(), "--queries", questions(), "--json");

    assertThat(json.code()).isZero();
    assertThat(json.json()).containsEntry("questions", 40).containsKey("figures");
    assertThat(Typed.of("classify-eval", "--policy", policy(), "--queries", questions()).out())
        .contains("accuracy");
  }

  @Test
  void aHeadIsLearnedAndCalibrated() throws IOException {
    Path head = folder.resolve("head.json");
    String[] learn = {
      "classify-learn",
      "--policy=" + policy(),
      "--queries=" + questions(),
      "--plugin=learned",
      "--out=" + head,
      "--json"
    };
    Typed learned = Typed.of(learn);
    assertThat(learned.err()).isEmpty();
    assertThat(learned.code()).isZero();
    assertThat(learned.json()).containsEntry("plugin", "learned").containsEntry("in-policy", false);
    assertThat(Typed.of(learn).err()).contains("is there already; --force replaces it");

    Path policy =
        Policies.write(
            folder, "classifiers: [{plugin: learned, file: head.json, thresholds: t.yaml}]");
    String[] calibrate = {
      "calibrate",
      "--policy=" + policy,
      "--queries=" + questions(),
      "--out=" + folder.resolve("t.yaml"),
      "--strong-share=50%",
      "--few",
      "--rounds=100",
      "--json"
    };
    Typed calibrated = Typed.of(calibrate);
    assertThat(calibrated.err()).isEmpty();
    assertThat(calibrated.code()).isZero();
    assertThat(calibrated.json()).containsEntry("classifier", "learned").containsKey("notes");
    assertThat(folder.resolve("t.yaml")).content().contains("complex': ");
  }

  @Test
  void confidenceIsCalibrated() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      lines.append(
          "{\"score\": 0.%d, \"verdict\": \"%s\"}%n"
              .formatted(10 + i, i * 7 % 60 < i ? "good" : "bad"));
    }
    Path feedback = Files.writeString(folder.resolve("feedback.jsonl"), lines);
    Path out = folder.resolve("confidence.yaml");

    Typed json =
        Typed.of("calibrate-confidence", "--feedback=" + feedback, "--out=" + out, "--json");

    assertThat(json.code()).isZero();
    assertThat(json.json()).containsEntry("verdicts", 60).containsKey("squared-error");
    assertThat(out).content().contains("levels:");
  }

  @Test
  void whatIsOfNoUseIsToldInALine() throws IOException {
    assertUseless(Typed.of("recall-eval"), "--pairs");
    assertUseless(Typed.of("recall-eval", "--pairs=nowhere.csv"), "nowhere.csv");
    assertUseless(
        Typed.of("calibrate", "--policy", policy(), "--queries", questions(), "--out", "t"),
        "give one of --strong-share");
    assertUseless(
        Typed.of("classify-eval", "--policy", "nowhere.yaml", "--queries", questions()), "nowhere");
    assertUseless(
        Typed.of(
            "classify-learn",
            "--policy=" + policy(),
            "--queries=" + questions(),
            "--plugin=keyword",
            "--out=" + folder.resolve("head.json")),
        "does not learn; those that do: learned");
    assertUseless(Typed.of("calibrate-confidence", "--feedback=x", "--out=y"), "x");
  }

  private static void assertUseless(Typed typed, String why) {
    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err()).contains(why).doesNotContain("\tat ");
  }

  private String policy() throws IOException {
    return Files.writeString(folder.resolve("own.yaml"), OwnPolicy.text()).toString();
  }

  private String questions() throws IOException {
    StringBuilder csv = new StringBuilder("text,tier\n");
    for (int i = 0; i < 20; i++) {
      csv.append("hello number %d,simple%n".formatted(i));
      csv.append(
          "\"Compare clause %d of the contract with the law, step by step, and prove it: why?\",complex%n"
              .formatted(i));
    }
    return Files.writeString(folder.resolve("questions.csv"), csv).toString();
  }
}
