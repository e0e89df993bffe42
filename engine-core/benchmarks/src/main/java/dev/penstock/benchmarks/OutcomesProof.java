package dev.penstock.benchmarks;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.classifier.learned.HeadFile;
import dev.penstock.classifier.learned.LearnedClassifierFactory;
import dev.penstock.classifier.learned.LearnedSettings;
import dev.penstock.core.evaluate.Csv;
import dev.penstock.core.evaluate.Labelled;
import dev.penstock.core.evaluate.OutcomeCurve;
import dev.penstock.core.evaluate.PolicyVectors;
import dev.penstock.core.policy.LoadedPolicy;
import dev.penstock.core.policy.PolicyLoader;
import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierInput;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.Lesson;
import dev.penstock.spi.ProviderException;
import dev.penstock.testkit.TestPluginContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How well what was learned from a model pair's outcomes ranks other questions: the area under the
 * share of the quality gap that is recovered, over all shares of strong calls (APGR; 0.5 is
 * chance).
 */
final class OutcomesProof {
  private static final double MMLU_AT_LEAST = 0.61;
  private static final double GSM8K_AT_LEAST = 0.60;
  private static final int SPLITS = 20;
  private static final int FEW_SPLITS = 5;
  private static final int LABELS = 1_500;
  private static final int ASKED = 2_000;
  private static final Path HEAD = Path.of("head.json");

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

  private OutcomesProof() {}

  /**
   * A question and how two models did.
   *
   * @param subject what it is about, or empty
   */
  private record Outcome(String subject, String prompt, boolean weak, boolean strong) {
    /** Half for questions that both get right or both wrong: it does not matter who is asked. */
    double target() {
      return weak == strong ? 0.5 : strong ? 1 : 0;
    }
  }

  /** Which questions are learned from, and which are ranked. */
  private record Split(List<Integer> learned, List<Integer> ranked) {}

  static void show(Proof proof, @Nullable Path data) throws IOException, ProviderException {
    if (data == null) {
      proof.leftOut("ranking by outcomes", "no -Ddata");
      return;
    }
    List<Outcome> mmlu = read(data.resolve("routing_outcomes_mmlu_half.csv"));
    List<Outcome> gsm8k = read(data.resolve("routing_outcomes_gsm8k_half.csv"));
    try (Folder folder = Folder.make()) {
      Path policy = folder.write("p.yaml", POLICY);
      LoadedPolicy loaded =
          new PolicyLoader(List.of(), List.of(), System::getenv, InstantSource.system())
              .load(policy);
      try (Vectors vectors = new Vectors(folder, loaded)) {
        vectors.measure(proof, mmlu, gsm8k, policy);
      }
    }
  }

  private static List<Outcome> read(Path file) throws IOException {
    List<List<String>> rows = Csv.rows(Files.readString(file));
    List<String> header = rows.getFirst();
    int subject = header.indexOf("subject");
    int prompt = header.indexOf("prompt");
    int weak = header.indexOf("weak_correct");
    int strong = header.indexOf("strong_correct");
    return rows.stream()
        .skip(1)
        .map(
            row ->
                new Outcome(
                    subject < 0 ? "" : row.get(subject),
                    row.get(prompt),
                    row.get(weak).equals("1"),
                    row.get(strong).equals("1")))
        .toList();
  }

  /** Half of the subjects, from whose questions labels are drawn, and all questions of the rest. */
  private static Split bySubject(List<Outcome> all, int seed) {
    Random random = new Random(seed);
    List<String> subjects =
        new ArrayList<>(all.stream().map(Outcome::subject).distinct().sorted().toList());
    Collections.shuffle(subjects, random);
    Set<String> seen = new HashSet<>(subjects.subList(0, subjects.size() / 2));
    List<Integer> learned = new ArrayList<>();
    List<Integer> ranked = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      (seen.contains(all.get(i).subject()) ? learned : ranked).add(i);
    }
    Collections.shuffle(learned, random);
    return new Split(learned.subList(0, LABELS), ranked);
  }

  private static Split byQuestion(List<Outcome> all, int labels, int seed) {
    List<Integer> order =
        new ArrayList<>(IntStream.range(0, all.size()).boxed().collect(Collectors.toList()));
    Collections.shuffle(order, new Random(seed));
    return new Split(order.subList(0, labels), order.subList(labels, order.size()));
  }

  /** Learns, reads what was written as an engine does, and ranks. */
  private record Vectors(Folder folder, LoadedPolicy loaded) implements AutoCloseable {
    void measure(Proof proof, List<Outcome> mmlu, List<Outcome> gsm8k, Path policy)
        throws IOException, ProviderException {
      List<Embedding> ofMmlu = embed(policy, mmlu);
      List<Embedding> ofGsm8k = embed(policy, gsm8k);
      List<Split> subjects = splits(seed -> bySubject(mmlu, seed), SPLITS);
      List<Split> questions = splits(seed -> byQuestion(gsm8k, gsm8k.size() / 2, seed), SPLITS);
      say(
          proof,
          "MMLU half, 12 subjects unseen, 1,500 labels of the others",
          apgr(mmlu, ofMmlu, subjects),
          MMLU_AT_LEAST);
      say(
          proof,
          "GSM8K half, 340 questions unseen, 340 labels",
          apgr(gsm8k, ofGsm8k, questions),
          GSM8K_AT_LEAST);
      proof.beside(
          "APGR on MMLU half, questions unseen, 1,500 labels of all subjects",
          mean(apgr(mmlu, ofMmlu, splits(seed -> byQuestion(mmlu, LABELS, seed), FEW_SPLITS))),
          "");
      proof.beside("APGR of length on the same subjects", mean(ofLength(mmlu, subjects)), "");
      proof.beside("APGR of length on the same questions", mean(ofLength(gsm8k, questions)), "");
      same(proof, mmlu, ofMmlu, subjects.getFirst());
      speed(proof, gsm8k, ofGsm8k);
    }

    private static List<Embedding> embed(Path policy, List<Outcome> outcomes)
        throws ProviderException {
      PolicyVectors made =
          PolicyVectors.of(
              policy,
              outcomes.stream().map(outcome -> new Labelled(outcome.prompt(), "", "")).toList());
      return made.vectors().stream().map(vector -> new Embedding(made.measure(), vector)).toList();
    }

    private static String learn(
        List<Outcome> outcomes, List<Embedding> embeddings, List<Integer> rows) {
      return new LearnedClassifierFactory()
          .learn(
              rows.stream()
                  .map(
                      row ->
                          new Lesson(
                              outcomes.get(row).prompt(),
                              embeddings.get(row),
                              outcomes.get(row).target(),
                              1))
                  .toList());
    }

    private Classifier classifier(String head) throws IOException {
      folder.write(HEAD.toString(), head);
      return new LearnedClassifierFactory()
          .create(
              new LearnedSettings(HEAD),
              TestPluginContext.named("learned")
                  .file(HEAD, loaded.read(HEAD, HeadFile.class).value()));
    }

    private double[] apgr(List<Outcome> outcomes, List<Embedding> embeddings, List<Split> splits)
        throws IOException {
      double[] each = new double[splits.size()];
      for (int i = 0; i < each.length; i++) {
        try (Classifier classifier =
            classifier(learn(outcomes, embeddings, splits.get(i).learned()))) {
          each[i] =
              ranked(
                  outcomes,
                  splits.get(i).ranked(),
                  row -> difficulty(classifier, outcomes.get(row), embeddings.get(row)));
        }
      }
      return each;
    }

    private static void same(
        Proof proof, List<Outcome> outcomes, List<Embedding> embeddings, Split split) {
      boolean same =
          learn(outcomes, embeddings, split.learned())
              .equals(learn(outcomes, embeddings, split.learned()));
      proof.shown(
          "a head learned twice from 1,500 lessons",
          same ? "identical" : "different",
          "identical",
          same);
    }

    private void speed(Proof proof, List<Outcome> outcomes, List<Embedding> embeddings)
        throws IOException {
      List<Integer> rows = byQuestion(outcomes, outcomes.size() / 2, 0).learned();
      try (Classifier classifier = classifier(learn(outcomes, embeddings, rows))) {
        long[] nanos = new long[ASKED];
        for (int round = 0; round < 2; round++) {
          for (int i = 0; i < ASKED; i++) {
            int row = i % outcomes.size();
            long start = System.nanoTime();
            difficulty(classifier, outcomes.get(row), embeddings.get(row));
            nanos[i] = System.nanoTime() - start;
          }
        }
        Arrays.sort(nanos);
        proof.atMost(
            "learned classifier p95, vector given", nanos[ASKED * 95 / 100] / 1e6, 1, "ms");
      }
    }

    @Override
    public void close() {
      loaded.catalog().close();
    }
  }

  private interface Splitting {
    Split of(int seed);
  }

  private interface Score {
    double of(int row);
  }

  private static List<Split> splits(Splitting splitting, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(splitting::of).toList();
  }

  private static double difficulty(Classifier classifier, Outcome outcome, Embedding embedding) {
    Supplier<Optional<Embedding>> vector = () -> Optional.of(embedding);
    return Objects.requireNonNull(
        classifier
            .classify(
                new ClassifierInput(
                    ChatRequest.of(outcome.prompt()), outcome.prompt(), List.of("easy"), vector))
            .difficulty());
  }

  private static double[] ofLength(List<Outcome> outcomes, List<Split> splits) {
    return splits.stream()
        .mapToDouble(
            split -> ranked(outcomes, split.ranked(), row -> outcomes.get(row).prompt().length()))
        .toArray();
  }

  private static double ranked(List<Outcome> outcomes, List<Integer> rows, Score score) {
    double[] scores = rows.stream().mapToDouble(score::of).toArray();
    boolean[] weak = new boolean[scores.length];
    boolean[] strong = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      weak[i] = outcomes.get(rows.get(i)).weak();
      strong[i] = outcomes.get(rows.get(i)).strong();
    }
    return OutcomeCurve.apgr(scores, weak, strong);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static void say(Proof proof, String what, double[] values, double atLeast) {
    proof.shown(
        "APGR on " + what + ", mean of " + values.length + " splits",
        String.format(
            Locale.ROOT,
            "%.3f, from %.3f to %.3f",
            mean(values),
            Arrays.stream(values).min().orElseThrow(),
            Arrays.stream(values).max().orElseThrow()),
        String.format(Locale.ROOT, "at least %.2f", atLeast),
        mean(values) >= atLeast);
  }
}
