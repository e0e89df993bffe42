package dev.penstock.benchmarks;

import dev.penstock.core.evaluate.EvaluationOptions;
import dev.penstock.core.evaluate.Labelled;
import dev.penstock.core.evaluate.MethodResult;
import dev.penstock.core.evaluate.PolicyVectors;
import dev.penstock.core.evaluate.QuestionFile;
import dev.penstock.core.evaluate.QuestionSet;
import dev.penstock.core.evaluate.RecallEvaluation;
import dev.penstock.spi.ProviderException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * How many questions of public sets are answered by similar ones, and how many of those wrongly.
 */
final class CertifiedProof {
  private static final double PROMISE = 0.05;

  private static final String POLICY =
      """
      version: 1
      providers:
        upstream: {plugin: simulated}
        local: {plugin: onnx, threads: 2}
      models:
        small: {provider: upstream, tiers: [easy], context-window: 64k, price: {input: 0.10, output: 0.40}}
      tiers: [easy]
      cache: {plugin: lucene}
      embeddings: {provider: local, model: all-minilm-l6-v2-q}
      routes:
        - {name: all, models: small, rank: ordered, max-output: 500}
      """;

  private CertifiedProof() {}

  /**
   * A set of questions.
   *
   * @param more the share of hits that has to be exceeded
   */
  private record Set(String name, double more, List<String> files) {}

  private static final List<Set> SETS =
      List.of(
          new Set("CLINC150 with out-of-scope", 0.327, List.of("clinc150_train_val.json")),
          new Set("BANKING77", 0.284, List.of("banking77_train.csv")),
          new Set(
              "Bitext with slots",
              0.593,
              List.of("bitext_cs_intent_train.csv", "bitext_cs_intent_dev.csv")));

  static void show(Proof proof, @Nullable Path data)
      throws IOException, InterruptedException, ProviderException {
    if (data == null) {
      proof.leftOut("certified hit rates", "no -Ddata");
      return;
    }
    List<List<Labelled>> sets = new ArrayList<>();
    for (Set set : SETS) {
      List<Labelled> questions = new ArrayList<>();
      for (String file : set.files()) {
        questions.addAll(QuestionFile.read(data.resolve(file)));
      }
      sets.add(questions);
    }
    List<float[]> vectors = vectors(proof, sets.stream().flatMap(List::stream).toList());
    long start = System.nanoTime();
    List<Future<MethodResult>> results = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      int from = 0;
      for (List<Labelled> set : sets) {
        List<float[]> its = vectors.subList(from, from + set.size());
        from += set.size();
        results.add(threads.submit(() -> evaluate(set, its)));
      }
    }
    for (int i = 0; i < SETS.size(); i++) {
      say(proof, SETS.get(i), results.get(i));
    }
    proof.beside("measuring all that", (System.nanoTime() - start) / 1e9, "s");
  }

  private static List<float[]> vectors(Proof proof, List<Labelled> all)
      throws IOException, ProviderException {
    long start = System.nanoTime();
    try (Folder folder = Folder.make()) {
      List<float[]> vectors = PolicyVectors.of(folder.write("p.yaml", POLICY), all).vectors();
      proof.beside(
          "vectors of " + all.size() + " questions, made in",
          (System.nanoTime() - start) / 1e9,
          "s");
      return vectors;
    }
  }

  private static MethodResult evaluate(List<Labelled> set, List<float[]> vectors) {
    EvaluationOptions usual = EvaluationOptions.DEFAULT;
    EvaluationOptions options =
        new EvaluationOptions(
            usual.outside(),
            usual.splits(),
            usual.rounds(),
            usual.most(),
            usual.seed(),
            List.of(PROMISE));
    return new RecallEvaluation(new QuestionSet(set, List.of()), vectors, options)
        .run().stream()
            .filter(result -> result.method().equals(RecallEvaluation.OURS))
            .findFirst()
            .orElseThrow();
  }

  private static void say(Proof proof, Set set, Future<MethodResult> future)
      throws InterruptedException {
    try {
      MethodResult result = future.get();
      proof.shown(
          "certified hit rate at 5 %, " + set.name(),
          percent(result.hitRate()),
          "more than " + percent(set.more()),
          result.hitRate() > set.more());
      proof.shown(
          "false hits on its %d test halves, %s".formatted(result.halves(), set.name()),
          percent(result.falseShare()),
          "at most " + percent(PROMISE),
          result.falseShare() <= PROMISE);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a set could not be measured", e.getCause());
    }
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
