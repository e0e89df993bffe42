package dev.penstock.benchmarks;

import dev.penstock.core.evaluate.Labelled;
import dev.penstock.core.evaluate.PolicyVectors;
import dev.penstock.core.evaluate.QuestionFile;
import dev.penstock.spi.ProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** How well the classifier {@code examples} tells tiers from a few labelled utterances. */
final class ExamplesProof {
  private static final String SET = "banking77";
  private static final int SEEDS = 5;
  private static final int EACH = 5;
  private static final double LEAST_ACCURACY = 0.85;
  private static final double MOST_TO_SIMPLE = 0.05;
  private static final double MOST_ERROR = 0.03;
  private static final double MOST_MILLIS = 1;

  private static final String POLICY =
      """
      version: 1
      providers:
        upstream: {plugin: simulated}
        local: {plugin: onnx, threads: 2}
      models:
        small: {provider: upstream, tiers: [easy], context-window: 64k, price: {input: 0.10, output: 0.40}}
      tiers: [easy]
      embeddings: {provider: local, model: all-minilm-l6-v2-q}
      routes:
        - {name: all, models: small, rank: ordered, max-output: 500}
      """;

  private ExamplesProof() {}

  static void show(Proof proof, @Nullable Path data)
      throws IOException, InterruptedException, ProviderException {
    if (data == null) {
      proof.leftOut("tiers from labelled utterances", "no -Ddata");
      return;
    }
    Map<String, String> tiers = tiers(data.resolve("tiers.csv"));
    List<Labelled> questions = QuestionFile.read(data.resolve("banking77_train.csv"));
    List<ExamplesRun.Row> rows = rows(questions, vectors(questions), tiers);
    List<ExamplesRun> runs = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      runs.add(ExamplesRun.of(rows, EACH, seed));
    }
    say(proof, runs);
    boolean same = runs.getFirst().findings().equals(ExamplesRun.of(rows, EACH, 1).findings());
    proof.shown(
        "what it says of all rows, trained twice,",
        same ? "is the same" : "differs",
        "the same to the last bit",
        same);
  }

  private static void say(Proof proof, List<ExamplesRun> runs) {
    double accuracy = mean(runs, ExamplesRun::accuracy);
    proof.shown(
        "tier accuracy on banking77, %d utterances per intent, mean of %d seeds"
            .formatted(EACH, SEEDS),
        share(accuracy),
        "at least " + share(LEAST_ACCURACY),
        accuracy >= LEAST_ACCURACY);
    double toSimple = mean(runs, ExamplesRun::complexToSimple);
    proof.shown(
        "complex taken for simple, of the complex ones",
        percent(toSimple),
        "at most " + percent(MOST_TO_SIMPLE),
        toSimple <= MOST_TO_SIMPLE);
    proof.beside(
        "complex taken for simple, of all rows",
        100 * mean(runs, ExamplesRun::complexToSimpleOfAll),
        "%");
    proof.beside("rows that are near to no example", 100 * mean(runs, ExamplesRun::abstained), "%");
    double error = mean(runs, ExamplesRun::calibrationError);
    proof.shown(
        "expected calibration error of its confidence",
        share(error),
        "at most " + share(MOST_ERROR),
        error <= MOST_ERROR);
    proof.beside(
        "learning from the examples, vectors given", mean(runs, ExamplesRun::seconds), "s");
    proof.atMost(
        "p95 of a classification, the vector given",
        mean(runs.subList(1, runs.size()), ExamplesRun::p95Millis),
        MOST_MILLIS,
        "ms");
  }

  private static double mean(List<ExamplesRun> runs, ToDoubleFunction<ExamplesRun> figure) {
    return runs.stream().mapToDouble(figure).average().orElseThrow();
  }

  private static List<float[]> vectors(List<Labelled> questions)
      throws IOException, ProviderException {
    try (Folder folder = Folder.make()) {
      return PolicyVectors.of(folder.write("p.yaml", POLICY), questions).vectors();
    }
  }

  private static List<ExamplesRun.Row> rows(
      List<Labelled> questions, List<float[]> vectors, Map<String, String> tiers) {
    List<ExamplesRun.Row> rows = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      Labelled question = questions.get(i);
      String tier =
          Objects.requireNonNull(tiers.get(question.label()), "an intent of no tier in tiers.csv");
      rows.add(new ExamplesRun.Row(question.text(), question.label(), tier, vectors.get(i)));
    }
    return rows;
  }

  /** The tiers of the set's intents, from a file whose values hold no commas. */
  private static Map<String, String> tiers(Path file) throws IOException {
    Map<String, String> tiers = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] values = line.split(",", -1);
      if (values[0].equals(SET)) {
        tiers.put(values[1], values[2]);
      }
    }
    return tiers;
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.3f", share);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
