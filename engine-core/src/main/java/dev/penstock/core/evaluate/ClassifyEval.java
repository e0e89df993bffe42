package dev.penstock.core.evaluate;

import dev.penstock.api.JsonText;
import dev.penstock.spi.PluginFactory;
import dev.penstock.spi.ProviderException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The command {@code classify-eval}: says what a policy's classifiers are worth on questions. */
public final class ClassifyEval implements Command {
  private static final Set<String> KEYS =
      Set.of(
          "--policy", "--queries", "--tiers", "--set", "--beside", "--rounds", "--seed", "--plot");

  private final List<PluginFactory<?, ?>> plugins;
  private final PrintStream out;

  /**
   * The command.
   *
   * @param plugins besides those that policies find themselves
   */
  public ClassifyEval(List<PluginFactory<?, ?>> plugins, PrintStream out) {
    this.plugins = List.copyOf(plugins);
    this.out = out;
  }

  @Override
  public void run(String... given) throws IOException, ProviderException, InterruptedException {
    Arguments arguments = new Arguments(given, KEYS, Set.of("--json"));
    Path policy = arguments.file("--policy");
    List<Query> queries = queries(arguments);
    int rounds = (int) arguments.number("--rounds", 1_000, 10, 100_000);
    long seed = arguments.number("--seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
    long beside = arguments.number("--beside", 0, 0, 10_000_000);
    try (PolicyChain chain = PolicyChain.open(policy, plugins, true)) {
      List<String> tiers = chain.policy().tiers();
      ClassifyEvaluation.checkTiers(queries, tiers);
      TierCosts costs = new TierCosts(chain.policy(), Instant.now(), beside);
      ClassifyEvaluation evaluation =
          new ClassifyEvaluation(Routed.all(chain, queries, costs), tiers);
      Map<String, Long> passedOver = new TreeMap<>();
      chain.trouble().forEach((what, count) -> passedOver.put(what, count.sum()));
      ClassifyReport report = evaluation.report(rounds, seed, passedOver);
      out.print(arguments.has("--json") ? JsonText.of(report) + "\n" : ClassifyText.of(report));
      plot(arguments.get("--plot"), evaluation, report);
    }
  }

  /** The questions that {@code --queries}, {@code --tiers} and {@code --set} name. */
  static List<Query> queries(Arguments arguments) throws IOException {
    String tiers = arguments.get("--tiers");
    String set = arguments.get("--set");
    if (tiers == null && set != null) {
      throw new IllegalArgumentException(
          "--set says which rows of --tiers count, which is missing");
    }
    return QueryFile.read(
        arguments.file("--queries"), tiers == null ? null : QueryFile.tiers(Path.of(tiers), set));
  }

  private static void plot(
      @Nullable String file, ClassifyEvaluation evaluation, ClassifyReport report)
      throws IOException {
    if (file == null) {
      return;
    }
    if (!evaluation.comparison().hasOutcomes()) {
      throw new IllegalArgumentException(
          "--plot needs the columns weak_correct and strong_correct; nothing was drawn");
    }
    String title = report.questions() + " questions";
    Files.writeString(Path.of(file), CurvePlot.of(title, evaluation.comparison(), report));
  }
}
