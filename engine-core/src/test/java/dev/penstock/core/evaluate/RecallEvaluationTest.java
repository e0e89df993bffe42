package dev.penstock.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecallEvaluationTest {
  @TempDir private Path folder;

  /** Forty topics in eight dimensions, each question a little off its topic. */
  private static List<Labelled> set() {
    List<Labelled> set = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      set.add(new Labelled("topic" + i % 40 + "x question " + letters(i), "t" + i % 40, ""));
    }
    return set;
  }

  private static String letters(int i) {
    return Integer.toString(i, 26).replaceAll("[0-9]", "q");
  }

  private static List<float[]> vectors(double noise) {
    Random random = new Random(3);
    float[][] topics = new float[40][32];
    for (float[] topic : topics) {
      for (int d = 0; d < topic.length; d++) {
        topic[d] = (float) random.nextGaussian();
      }
    }
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      float[] vector = topics[i % 40].clone();
      for (int d = 0; d < vector.length; d++) {
        vector[d] += (float) (noise * random.nextGaussian());
      }
      vectors.add(vector);
    }
    return vectors;
  }

  private static final EvaluationOptions SHORT =
      new EvaluationOptions("oos", 2, 1, 2_000, 1, List.of(0.05));

  @Test
  void keepsThePromiseAndBeatsExactHits() {
    List<MethodResult> results = new RecallEvaluation(set(), vectors(0.8), SHORT).run();
    MethodResult ours = one(results, RecallEvaluation.OURS);
    assertThat(ours.hitRate()).isGreaterThan(0.3).isGreaterThan(one(results, "exact").hitRate());
    assertThat(ours.falseShare()).isLessThanOrEqualTo(0.05);
    assertThat(ours.halves()).isEqualTo(4);
  }

  @Test
  void isTheSameEachTime() {
    assertThat(new RecallEvaluation(set(), vectors(0.5), SHORT).run())
        .isEqualTo(new RecallEvaluation(set(), vectors(0.5), SHORT).run());
  }

  private static MethodResult one(List<MethodResult> results, String method) {
    return results.stream().filter(r -> r.method().equals(method)).findFirst().orElseThrow();
  }

  @Test
  void halvesShareNoLabel() {
    List<Labelled> set = set();
    List<List<Integer>> halves = Half.split(set, "oos", 5);
    Set<String> first = new HashSet<>(halves.get(0).stream().map(i -> set.get(i).label()).toList());
    assertThat(halves.get(1)).noneMatch(i -> first.contains(set.get(i).label()));
    assertThat(halves.get(0).size() + halves.get(1).size()).isEqualTo(set.size());
  }

  @Test
  void nothingIsStoredAndAskedAtOnceAndSomeMustMiss() {
    List<Labelled> set = set();
    Half half = Half.draw(set, Half.split(set, "oos", 5).getFirst(), "oos", 2_000, 9);
    assertThat(half.asked()).doesNotContainAnyElementsOf(half.stored());
    assertThat(half.mustMiss()).isEqualTo(6 * 50);
  }

  @Test
  void readsQuestionsWithQuotesAndSlots() throws IOException {
    Path file = folder.resolve("questions.csv");
    Files.writeString(
        file,
        """
        utterance,intent,entity_type,entity_value
        "cancel ""it"", order 12",cancel,order_id,12
        where is it,track,,
        """);
    assertThat(QuestionFile.read(file))
        .containsExactly(
            new Labelled("cancel \"it\", order 12", "cancel", "order_id=12"),
            new Labelled("where is it", "track", ""));
  }

  @Test
  void readsListsOfPairs() throws IOException {
    Path file = folder.resolve("questions.json");
    Files.writeString(file, "{\"train\": [[\"a b\", \"x\"]], \"oos\": [[\"c\", \"oos\"]]}");
    assertThat(QuestionFile.read(file))
        .containsExactly(new Labelled("a b", "x", ""), new Labelled("c", "oos", ""));
  }

  @Test
  void saysWhichColumnsItNeeds() throws IOException {
    Path file = folder.resolve("questions.csv");
    Files.writeString(file, "a,b\n1,2\n");
    assertThatThrownBy(() -> QuestionFile.read(file)).hasMessageContaining("[label, intent");
  }

  @Test
  void drawsAPlotOfEveryMethod() {
    List<MethodResult> results = new RecallEvaluation(set(), null, SHORT).run();
    assertThat(SvgPlot.of("a < b", results))
        .contains("a &lt; b", "Jaccard 0.85")
        .endsWith("</svg>\n");
    assertThat(EvaluationText.of(results)).contains("ours", "exact");
  }
}
