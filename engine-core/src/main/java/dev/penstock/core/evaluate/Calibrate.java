package dev.penstock.core.evaluate;

import dev.penstock.core.tier.TierThresholds;
import dev.penstock.spi.PluginFactory;
import dev.penstock.spi.ProviderException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The command {@code calibrate}: finds the difficulties at which tiers begin. */
public final class Calibrate implements Command {
  /** The fewest questions from which thresholds are taken. */
  static final int FEWEST = 200;

  private static final double FAR_OFF = 0.02;

  private static final String USAGE =
      """
      usage: calibrate --policy=FILE --queries=FILE --out=FILE.yaml [--classifier=NAME]
                       --strong-share=50% | --shares=TIER=60%,TIER=25% | --target-cost=1.20 | --target-quality=95%
                       [--tiers=FILE [--set=NAME]] [--beside=TOKENS] [--rounds=N] [--seed=N] [--few]
        --policy          the policy whose classifiers are asked; no model is
        --queries         CSV with a header: text, prompt or question; at least 200, best a day's traffic
        --out             where to write the thresholds that the classifier's `thresholds` names
        --classifier      its name or number; the last that measures difficulty if not given
        --strong-share    how many questions go to the hardest tier
        --shares          how many go to each tier; one may be left out
        --target-cost     what 1,000 questions may cost in USD, by the policy's prices
        --target-quality  of the quality of the hardest tier alone; needs weak_correct and
                          strong_correct, or tiers, as for classify-eval
        --beside          input tokens of a request besides the question; 0 if not given
        --rounds, --seed  of the samples drawn for intervals; 1000 and 1 if not given
        --few             take fewer than 200 questions, and be warned
      """;
  private static final List<String> MODES =
      List.of("--strong-share", "--shares", "--target-cost", "--target-quality");
  private static final Set<String> KEYS =
      Set.of(
          "--policy",
          "--queries",
          "--out",
          "--classifier",
          "--strong-share",
          "--shares",
          "--target-cost",
          "--target-quality",
          "--tiers",
          "--set",
          "--beside",
          "--rounds",
          "--seed");

  private final List<PluginFactory<?, ?>> plugins;
  private final PrintStream out;

  /**
   * The command.
   *
   * @param plugins besides those that policies find themselves
   */
  public Calibrate(List<PluginFactory<?, ?>> plugins, PrintStream out) {
    this.plugins = List.copyOf(plugins);
    this.out = out;
  }

  /**
   * Runs the command; the exit code is 2 if its arguments or files are of no use or the target
   * cannot be met, and 1 if there are no vectors.
   */
  public static void main(String[] arguments) {
    System.exit(
        Command.exitCode(new Calibrate(List.of(), System.out), USAGE, System.err, arguments));
  }

  @Override
  public void run(String... given) throws IOException, ProviderException, InterruptedException {
    Arguments arguments = new Arguments(given, KEYS, Set.of("--few"));
    String mode = mode(arguments);
    Path file = arguments.file("--out");
    List<Query> queries = ClassifyEval.queries(arguments);
    int rounds = (int) arguments.number("--rounds", 1_000, 100, 100_000);
    long seed = arguments.number("--seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
    long beside = arguments.number("--beside", 0, 0, 10_000_000);
    try (PolicyChain chain = PolicyChain.open(arguments.file("--policy"), plugins, false)) {
      List<String> tiers = chain.policy().tiers();
      if (tiers.size() < 2) {
        throw new IllegalArgumentException("the policy has one tier, so there is nothing to find");
      }
      ClassifyEvaluation.checkTiers(queries, tiers);
      TierCosts costs = new TierCosts(chain.policy(), Instant.now(), beside);
      Difficulties set = Difficulties.of(chain, queries, arguments.get("--classifier"), costs);
      checkSize(set, arguments.has("--few"));
      chain.trouble().forEach((what, n) -> out.println("passed over: " + what + " " + n.sum()));
      TierSearch search = new TierSearch(set, tiers, rounds, seed);
      double[] thresholds = search(search, mode, arguments.required(mode), tiers);
      TierThresholds found = thresholds(set, tiers, thresholds, mode, arguments, seed);
      WholeFile.write(file, TierThresholdsText.of(found));
      List<Figure> figures = search.figures(thresholds);
      report(set, figures, found, file);
      if (mode.equals("--strong-share")) {
        warn(Arguments.share(mode, arguments.required(mode)), figures.get(tiers.size() - 1));
      }
    }
  }

  /** Where many questions are equally hard, or others decide, a share may be out of reach. */
  private void warn(double wanted, Figure strong) {
    if (Math.abs(strong.value() - wanted) > FAR_OFF) {
      out.println(
          String.format(
              Locale.ROOT,
              "warning: %.1f%% is as near to %.1f%% as it gets: the rest is decided by other"
                  + " classifiers, or equally hard",
              100 * strong.value(),
              100 * wanted));
    }
  }

  private static String mode(Arguments arguments) {
    List<String> modes = MODES.stream().filter(mode -> arguments.get(mode) != null).toList();
    if (modes.size() != 1) {
      throw new IllegalArgumentException(
          "give one of " + String.join(", ", MODES) + (modes.isEmpty() ? "" : ", not " + modes));
    }
    return modes.getFirst();
  }

  private void checkSize(Difficulties set, boolean few) {
    long measured = set.measured();
    if (measured == 0) {
      throw new IllegalArgumentException(
          set.classifier().name() + " measures how hard none of these questions is");
    }
    if (measured < FEWEST) {
      String text =
          "%s decides %d of these questions; from fewer than %d a share of 50%% is off by more than 7 points in one of twenty cases"
              .formatted(set.classifier().name(), measured, FEWEST);
      if (!few) {
        throw new IllegalArgumentException(text + "; give more, or --few");
      }
      out.println("warning: " + text);
    }
  }

  private static double[] search(
      TierSearch search, String mode, String target, List<String> tiers) {
    return switch (mode) {
      case "--strong-share" ->
          search.spread(TierShares.strong(Arguments.share(mode, target), tiers.size()));
      case "--shares" -> search.spread(TierShares.of(target, tiers));
      case "--target-cost" -> search.cost(usd(target));
      default -> search.quality(Arguments.share(mode, target));
    };
  }

  private static double usd(String target) {
    String digits = target.endsWith("USD") ? target.substring(0, target.length() - 3) : target;
    if (!digits.strip().matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
      throw new IllegalArgumentException(
          "--target-cost must be USD per 1,000 questions such as 1.20, not " + target);
    }
    return Double.parseDouble(digits.strip());
  }

  private static TierThresholds thresholds(
      Difficulties set,
      List<String> tiers,
      double[] thresholds,
      String mode,
      Arguments arguments,
      long seed) {
    Map<String, Double> by = new LinkedHashMap<>();
    for (int i = 1; i < thresholds.length; i++) {
      by.put(tiers.get(i), thresholds[i]);
    }
    return new TierThresholds(
        TierThresholds.VERSION,
        set.classifier().name(),
        new TierThresholds.Made(
            LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC),
            mode.substring(2),
            arguments.required(mode),
            set.queries().size(),
            seed),
        by);
  }

  private void report(Difficulties set, List<Figure> figures, TierThresholds found, Path file) {
    out.println(
        String.format(
            Locale.ROOT,
            "%d questions, of which %s decides %d; behind each figure its 95 %% interval",
            set.queries().size(),
            found.classifier(),
            set.measured()));
    found.thresholds().forEach((tier, least) -> out.println("  " + tier + " from " + least));
    for (Figure figure : figures) {
      out.println(
          String.format(Locale.ROOT, "  %-22s %s", figure.name(), ClassifyText.text(figure)));
    }
    out.println("written to " + file);
    if (set.classifier().spec().thresholds() == null) {
      out.println(
          "the policy's classifier %s does not name it yet: thresholds: %s"
              .formatted(found.classifier(), file.getFileName()));
    }
  }
}
