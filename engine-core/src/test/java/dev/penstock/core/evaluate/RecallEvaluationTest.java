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
    List<MethodResult> results =
        new RecallEvaluation(new QuestionSet(set(), List.of()), vectors(0.8), SHORT).run();
    MethodResult ours = one(results, RecallEvaluation.OURS);
    assertThat(ours.hitRate()).isGreaterThan(0.3).isGreaterThan(one(results, "exact").hitRate());
    assertThat(ours.falseShare()).isLessThanOrEqualTo(0.05);
    assertThat(ours.halves()).isEqualTo(4);
  }

  @Test
  void isTheSameEachTime() {
    assertThat(new RecallEvaluation(new QuestionSet(set(), List.of()), vectors(0.5), SHORT).run())
        .isEqualTo(
            new RecallEvaluation(new QuestionSet(set(), List.of()), vectors(0.5), SHORT).run());
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
  void readsPairsOfTextsAndWhatFollowsFromThem() throws IOException {
    Path file = folder.resolve("pairs.csv");
    Files.writeString(
        file,
        """
        id,question1,question2,is_duplicate
        1,where is it,where is my parcel,1
        2,where is my parcel,"where, please, is it",1
        3,where is it,what is it,0
        """);
    QuestionSet set = QuestionFile.readAll(List.of(file));
    List<String> labels = set.questions().stream().map(Labelled::label).toList();
    assertThat(set.questions().stream().map(Labelled::text))
        .containsExactly("where is it", "where is my parcel", "where, please, is it", "what is it");
    assertThat(labels.subList(0, 3)).containsOnly(labels.getFirst());
    assertThat(labels.getLast()).isNotEqualTo(labels.getFirst());
    assertThat(set.pairs()).hasSize(3);
    assertThat(set.samePairs()).isEqualTo(2);
  }

  @Test
  void saysWhichRowIsNeitherSameNorDifferent() throws IOException {
    Path file = folder.resolve("pairs.csv");
    Files.writeString(file, "text1,text2,label\na,b,same\na,c,perhaps\n");
    assertThatThrownBy(() -> QuestionFile.readAll(List.of(file)))
        .hasMessageContaining("row 2 after the header says `perhaps`");
  }

  @Test
  void refusesToMeasurePairsAndLabelsTogether() throws IOException {
    Path pairs = folder.resolve("pairs.csv");
    Files.writeString(pairs, "text1,text2,label\na,b,same\n");
    Path labelled = folder.resolve("labelled.csv");
    Files.writeString(labelled, "text,label\na,b\n");
    assertThatThrownBy(() -> QuestionFile.readAll(List.of(pairs, labelled)))
        .hasMessageContaining("cannot be measured together");
  }

  /** Pairs of questions of one topic, and as many of two topics. */
  private static QuestionSet pairs() {
    List<QuestionSet.TextPair> pairs = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String text = "topic q" + word(i) + " asked once";
      pairs.add(new QuestionSet.TextPair(text, text + " more", true));
      pairs.add(new QuestionSet.TextPair(text, "something else " + word(i), false));
    }
    return QuestionSet.ofPairs(pairs);
  }

  /** In the order of the texts: one, the same a little off, and another one farther off. */
  private static List<float[]> pairVectors() {
    Random random = new Random(4);
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      float[] topic = new float[32];
      float[] same = new float[32];
      float[] other = new float[32];
      for (int d = 0; d < topic.length; d++) {
        topic[d] = (float) random.nextGaussian();
        same[d] = topic[d] + (float) (0.5 * random.nextGaussian());
        other[d] = topic[d] + (float) (1.2 * random.nextGaussian());
      }
      vectors.addAll(List.of(topic, same, other));
    }
    return vectors;
  }

  private static String word(int i) {
    return Integer.toString(i)
        .chars()
        .mapToObj(c -> "" + (char) (c + 'a' - '0'))
        .reduce("", String::concat);
  }

  @Test
  void halvesOfPairsShareNoTextAndNothingIsStoredAndAsked() {
    QuestionSet set = pairs();
    List<List<Integer>> halves = PairHalf.split(set, 5);
    Set<Integer> first = new HashSet<>(halves.getFirst());
    assertThat(set.pairs())
        .allMatch(pair -> first.contains(pair.first()) == first.contains(pair.second()));
    Half half = PairHalf.draw(set, halves.getFirst(), 10_000, 9);
    assertThat(half.asked()).doesNotContainAnyElementsOf(half.stored()).hasSizeGreaterThan(500);
    assertThat(half.mustMiss()).isBetween(1, half.asked().size() - 1);
  }

  @Test
  void certifiesHitsOverPairs() {
    List<MethodResult> results = new RecallEvaluation(pairs(), pairVectors(), SHORT).run();
    MethodResult ours = one(results, RecallEvaluation.OURS);
    assertThat(ours.hitRate()).isGreaterThan(0.3);
    assertThat(ours.falseShare()).isLessThanOrEqualTo(0.05);
  }

  @Test
  void saysWhichColumnsItNeeds() throws IOException {
    Path file = folder.resolve("questions.csv");
    Files.writeString(file, "a,b\n1,2\n");
    assertThatThrownBy(() -> QuestionFile.read(file)).hasMessageContaining("[label, intent");
  }

  @Test
  void drawsAPlotOfEveryMethod() {
    List<MethodResult> results =
        new RecallEvaluation(new QuestionSet(set(), List.of()), null, SHORT).run();
    assertThat(SvgPlot.of("a < b", results))
        .contains("a &lt; b", "Jaccard 0.85")
        .endsWith("</svg>\n");
    assertThat(EvaluationText.of(results)).contains("ours", "exact");
  }
}
