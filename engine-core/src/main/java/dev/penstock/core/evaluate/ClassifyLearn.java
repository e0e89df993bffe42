package dev.penstock.core.evaluate;

import dev.penstock.api.JsonText;
import dev.penstock.core.instance.PluginSet;
import dev.penstock.core.plugin.PluginKind;
import dev.penstock.core.policy.LoadedPolicy;
import dev.penstock.core.policy.PolicyLoader;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.Learner;
import dev.penstock.spi.Lesson;
import dev.penstock.spi.PluginFactory;
import dev.penstock.spi.ProviderException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code classify-learn}: makes the file that a classifier has learned from questions.
 */
public final class ClassifyLearn implements Command {
  private static final Set<String> KEYS =
      Set.of("--policy", "--queries", "--plugin", "--out", "--tiers", "--set");

  private final List<PluginFactory<?, ?>> plugins;
  private final PrintStream out;

  /**
   * The command.
   *
   * @param plugins besides those that policies find themselves
   */
  public ClassifyLearn(List<PluginFactory<?, ?>> plugins, PrintStream out) {
    this.plugins = List.copyOf(plugins);
    this.out = out;
  }

  @Override
  public void run(String... given) throws IOException, ProviderException, InterruptedException {
    Arguments arguments = new Arguments(given, KEYS, Set.of("--force", "--json"));
    String plugin = arguments.required("--plugin");
    Path file = arguments.file("--out");
    if (Files.exists(file) && !arguments.has("--force")) {
      throw new IllegalArgumentException(file + " is there already; --force replaces it");
    }
    arguments.required("--queries");
    LoadedPolicy loaded =
        new PolicyLoader(plugins, List.of(), System::getenv, InstantSource.system())
            .load(arguments.file("--policy"));
    // Classifiers are not opened: one of them may read the file that is to be written.
    try (PluginSet set =
        PluginSet.openProviders(loaded, InstantSource.system(), System::nanoTime)) {
      Learner learner = learner(loaded, plugin);
      Teaching.Set teaching = teaching(arguments, loaded.policy().tiers());
      BatchEmbedder embedder = PolicyVectors.embedder(loaded.policy(), set);
      String learned = learner.learn(lessons(teaching, embedder));
      WholeFile.write(file, learned);
      LearnReport report =
          new LearnReport(
              plugin,
              teaching.summary(),
              embedder == null ? null : embedder.model(),
              file.toString(),
              loaded.policy().classifiers().stream().anyMatch(c -> c.plugin().equals(plugin)));
      out.print(arguments.has("--json") ? JsonText.of(report) + "\n" : report.text());
    }
  }

  private static Learner learner(LoadedPolicy loaded, String plugin) {
    PluginFactory<?, ?> factory = loaded.catalog().factory(PluginKind.CLASSIFIER, plugin);
    if (factory instanceof Learner learner) {
      return learner;
    }
    List<String> able =
        loaded.catalog().names(PluginKind.CLASSIFIER).stream()
            .filter(
                name -> loaded.catalog().factory(PluginKind.CLASSIFIER, name) instanceof Learner)
            .toList();
    throw new IllegalArgumentException(
        "the classifier plugin %s does not learn; those that do: %s"
            .formatted(plugin, able.isEmpty() ? "none" : String.join(", ", able)));
  }

  private static Teaching.Set teaching(Arguments arguments, List<String> tiers) throws IOException {
    Path file = arguments.file("--queries");
    if (file.toString().endsWith(".jsonl")) {
      return FeedbackLines.read(file, tiers);
    }
    List<Query> queries = ClassifyEval.queries(arguments);
    ClassifyEvaluation.checkTiers(queries, tiers);
    return Teaching.of(queries, tiers);
  }

  private static List<Lesson> lessons(Teaching.Set teaching, @Nullable BatchEmbedder embedder)
      throws ProviderException, InterruptedException {
    Map<String, Embedding> vectors = new HashMap<>();
    if (embedder != null) {
      List<String> texts = teaching.all().stream().map(Teaching::question).distinct().toList();
      List<Embedding> made = embedder.embed(texts);
      for (int i = 0; i < texts.size(); i++) {
        vectors.put(texts.get(i), made.get(i));
      }
    }
    List<Lesson> lessons = new ArrayList<>(teaching.all().size());
    for (Teaching one : teaching.all()) {
      lessons.add(new Lesson(one.question(), vectors.get(one.question()), one.target(), 1));
    }
    return lessons;
  }
}
