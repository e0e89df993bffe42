package dev.penstock.benchmarks;

import dev.penstock.api.Engine;
import dev.penstock.api.EngineBuilder;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Classified;
import dev.penstock.classifier.learned.LearnedClassifierFactory;
import dev.penstock.core.evaluate.Calibrate;
import dev.penstock.core.evaluate.Query;
import dev.penstock.core.evaluate.QueryFile;
import dev.penstock.spi.Lesson;
import dev.penstock.spi.PluginFactory;
import dev.penstock.spi.ProviderException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How near an engine comes to a share of strong calls whose thresholds were set on 200 questions of
 * the same traffic.
 */
final class CalibrateProof {
  private static final int SEEDS = 10;
  private static final int LESSONS = 1_500;
  private static final int QUERIES = 200;
  private static final double TARGET = 0.5;
  private static final double MOST_OFF = 8;
  private static final double POINTS = 100;

  private static final Map<String, String> SETS =
      new TreeMap<>(
          Map.of(
              "GSM8K half", "routing_outcomes_gsm8k_half.csv",
              "MMLU half", "routing_outcomes_mmlu_half.csv"));

  private static final String POLICY =
      """
      version: 1
      providers:
        upstream: {plugin: instant}
      models:
        weak: {provider: upstream, tiers: [easy], context-window: 64k, price: {input: 0.24, output: 0.24}}
        strong: {provider: upstream, tiers: [easy, hard], context-window: 64k, price: {input: 10.00, output: 30.00}}
      tiers: [easy, hard]
      classifiers:
        - {CLASSIFIER, thresholds: tiers.yaml}
      routes:
        - {name: all, models: any, rank: cheapest}
      """;

  private CalibrateProof() {}

  /**
   * Who says how hard a question is.
   *
   * @param name for the line that is printed
   * @param yaml the classifier in a policy, without thresholds and brackets
   */
  record Score(String name, String yaml, List<PluginFactory<?, ?>> plugins) {
    /** The longer, the harder. */
    static final Score LENGTH =
        new Score(
            "length", "plugin: length", List.of(new LengthClassifier(), new InstantFactory()));

    /** A head learned from outcomes, without vectors. */
    static Score learned(Path head) {
      return new Score(
          "a learned head",
          "plugin: learned, file: \"" + head + "\"",
          List.of(new InstantFactory()));
    }
  }

  /** Two scores; the head has learned from one set and is asked about both. */
  static void show(Proof proof, @Nullable Path data)
      throws IOException, InterruptedException, ProviderException {
    if (data == null) {
      proof.leftOut("the share of strong calls after calibration", "no -Ddata");
      return;
    }
    try (Folder folder = Folder.make()) {
      List<Query> outcomes =
          new ArrayList<>(QueryFile.read(data.resolve("routing_outcomes_mmlu_half.csv"), null));
      Collections.shuffle(outcomes, new Random(0));
      String head =
          new LearnedClassifierFactory()
              .learn(outcomes.stream().limit(LESSONS).map(CalibrateProof::lesson).toList());
      show(proof, data, Score.LENGTH);
      show(proof, data, Score.learned(folder.write("head.json", head)));
    }
  }

  private static Lesson lesson(Query query) {
    Query.Outcome outcome = Objects.requireNonNull(query.outcome());
    double gain = (outcome.strong() ? 1 : 0) - (outcome.weak() ? 1 : 0);
    return new Lesson(query.text(), null, (1 + gain) / 2, 1);
  }

  private static void show(Proof proof, Path data, Score score)
      throws IOException, InterruptedException, ProviderException {
    for (Map.Entry<String, String> set : SETS.entrySet()) {
      List<String> texts =
          QueryFile.read(data.resolve(set.getValue()), null).stream()
              .map(Query::text)
              .distinct()
              .toList();
      double worst = 0;
      double sum = 0;
      for (int seed = 1; seed <= SEEDS; seed++) {
        double off = POINTS * Math.abs(realised(texts, seed, score) - TARGET);
        worst = Math.max(worst, off);
        sum += off;
      }
      String what =
          "share of strong calls by %s, set to 50 %% on %d questions, on the rest of %s"
              .formatted(score.name(), QUERIES, set.getKey());
      proof.atMost(what + ": off by, mean of " + SEEDS + " draws", sum / SEEDS, MOST_OFF, "points");
      proof.beside(what + ": off by in the worst of them", worst, "points");
    }
  }

  private static double realised(List<String> texts, long seed, Score score)
      throws IOException, InterruptedException, ProviderException {
    List<String> shuffled = new ArrayList<>(texts);
    Collections.shuffle(shuffled, new Random(seed));
    StringBuilder csv = new StringBuilder("text\n");
    for (String text : shuffled.subList(0, QUERIES)) {
      csv.append('"').append(text.replace("\"", "\"\"")).append("\"\n");
    }
    try (Folder folder = Folder.make()) {
      Path policy = folder.write("policy.yaml", POLICY.replace("CLASSIFIER", score.yaml()));
      Path queries = folder.write("queries.csv", csv.toString());
      new Calibrate(score.plugins(), silence())
          .run(
              "--policy=" + policy,
              "--queries=" + queries,
              "--out=" + folder.path().resolve("tiers.yaml"),
              "--strong-share=50%");
      return share(policy, shuffled.subList(QUERIES, shuffled.size()), score);
    }
  }

  private static PrintStream silence() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  private static double share(Path policy, List<String> texts, Score score) {
    EngineBuilder builder = Engine.builder().policy(policy);
    score.plugins().forEach(builder::plugin);
    int hard = 0;
    try (Engine engine = builder.build()) {
      for (String text : texts) {
        Classified classified = engine.explain(ChatRequest.of(text)).classified();
        hard += classified != null && classified.tier().equals("hard") ? 1 : 0;
      }
    }
    return (double) hard / texts.size();
  }
}
