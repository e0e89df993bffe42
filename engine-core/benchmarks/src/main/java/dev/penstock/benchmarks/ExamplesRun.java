package dev.penstock.benchmarks;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.classifier.examples.ExamplesClassifierFactory;
import dev.penstock.classifier.examples.ExamplesSettings;
import dev.penstock.classifier.examples.LabelledIntent;
import dev.penstock.classifier.examples.LabelledIntents;
import dev.penstock.spi.Classification;
import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierInput;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.NeedsVectors;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.TextEmbedder;
import dev.penstock.testkit.TestPluginContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * The classifier {@code examples}, taught a few rows of a set and asked about all others.
 *
 * @param asked the rows it was asked about
 * @param findings what it said of each
 * @param seconds how long it learned
 * @param p95Millis how long a classification took
 */
record ExamplesRun(
    List<Row> asked, List<Classification> findings, double seconds, double p95Millis) {
  private static final String MODEL = "local/all-minilm-l6-v2-q";
  private static final List<String> TIERS = List.of("simple", "moderate", "complex");
  private static final String UNSURE = "moderate";
  private static final int BINS = 10;

  /** A labelled question and its vector. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Row(String text, String intent, String tier, float[] vector) {
    Embedding embedding() {
      return new Embedding(MODEL, vector);
    }
  }

  /** Draws so many rows of each intent by a seed. */
  static ExamplesRun of(List<Row> rows, int each, long seed)
      throws ProviderException, InterruptedException {
    Map<String, List<Row>> drawn = draw(rows, each, seed);
    List<Row> asked = new ArrayList<>(rows);
    drawn.values().forEach(asked::removeAll);
    Path file = Path.of("intents.yaml");
    try (Classifier classifier =
        new ExamplesClassifierFactory()
            .create(
                new ExamplesSettings(file, null, null, null),
                TestPluginContext.named("examples")
                    .tiers(TIERS.toArray(String[]::new))
                    .file(file, labelled(drawn)))) {
      long start = System.nanoTime();
      ((NeedsVectors) classifier).prepare(new Known(drawn));
      double seconds = (System.nanoTime() - start) / 1e9;
      return ask(classifier, asked, seconds);
    }
  }

  private static Map<String, List<Row>> draw(List<Row> rows, int each, long seed) {
    Map<String, List<Row>> byIntent = new TreeMap<>();
    Map<String, String> owners = new HashMap<>();
    for (Row row : rows) {
      String folded = row.text().strip().toLowerCase(Locale.ROOT);
      if (owners.putIfAbsent(folded, row.intent()) == null) {
        byIntent.computeIfAbsent(row.intent(), intent -> new ArrayList<>()).add(row);
      }
    }
    Random random = new Random(seed);
    Map<String, List<Row>> drawn = new LinkedHashMap<>();
    byIntent.forEach(
        (intent, its) -> {
          Collections.shuffle(its, random);
          drawn.put(intent, List.copyOf(its.subList(0, each)));
        });
    return drawn;
  }

  private static LabelledIntents labelled(Map<String, List<Row>> drawn) {
    return new LabelledIntents(
        drawn.entrySet().stream()
            .map(
                entry ->
                    new LabelledIntent(
                        entry.getKey(),
                        entry.getValue().getFirst().tier(),
                        entry.getValue().stream().map(Row::text).toList()))
            .toList());
  }

  private static ExamplesRun ask(Classifier classifier, List<Row> asked, double seconds) {
    List<Classification> findings = new ArrayList<>();
    long[] nanos = new long[asked.size()];
    for (int i = 0; i < nanos.length; i++) {
      Row row = asked.get(i);
      Optional<Embedding> embedding = Optional.of(row.embedding());
      ClassifierInput input =
          new ClassifierInput(ChatRequest.of(row.text()), row.text(), TIERS, () -> embedding);
      long start = System.nanoTime();
      findings.add(classifier.classify(input));
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return new ExamplesRun(asked, findings, seconds, nanos[(int) (nanos.length * 0.95)] / 1e6);
  }

  double accuracy() {
    return share(i -> tier(i).equals(asked.get(i).tier()));
  }

  /** The share of all rows that are complex and were taken for simple. */
  double complexToSimpleOfAll() {
    return share(i -> isComplex(i) && tier(i).equals("simple"));
  }

  /** The share of the complex rows that were taken for simple. */
  double complexToSimple() {
    return complexToSimpleOfAll() / share(this::isComplex);
  }

  double abstained() {
    return share(i -> findings.get(i).tier() == null);
  }

  /** How far confidence is from what came true, in bins of equally many rows. */
  double calibrationError() {
    List<Integer> decided = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      if (findings.get(i).tier() != null) {
        decided.add(i);
      }
    }
    decided.sort(Comparator.comparingDouble(i -> findings.get(i).confidence()));
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double gap = 0;
      for (int i :
          decided.subList(decided.size() * bin / BINS, decided.size() * (bin + 1) / BINS)) {
        gap += findings.get(i).confidence() - (tier(i).equals(asked.get(i).tier()) ? 1 : 0);
      }
      error += Math.abs(gap);
    }
    return error / decided.size();
  }

  private boolean isComplex(int i) {
    return asked.get(i).tier().equals("complex");
  }

  private String tier(int i) {
    return Objects.requireNonNullElse(findings.get(i).tier(), UNSURE);
  }

  private double share(IntPredicate which) {
    int count = 0;
    for (int i = 0; i < asked.size(); i++) {
      count += which.test(i) ? 1 : 0;
    }
    return (double) count / asked.size();
  }

  /** Vectors of the rows that were drawn. */
  private static final class Known implements TextEmbedder {
    private final Map<String, Embedding> vectors = new HashMap<>();

    Known(Map<String, List<Row>> drawn) {
      drawn
          .values()
          .forEach(its -> its.forEach(row -> vectors.put(key(row.text()), row.embedding())));
    }

    private static String key(String text) {
      return text.strip();
    }

    @Override
    public String model() {
      return MODEL;
    }

    @Override
    public List<Embedding> embed(List<String> texts) {
      return texts.stream().map(text -> Objects.requireNonNull(vectors.get(key(text)))).toList();
    }
  }
}
