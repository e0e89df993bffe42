package dev.penstock.core.evaluate;

import dev.penstock.api.JsonText;
import dev.penstock.core.tier.TierThresholds;
import dev.penstock.spi.PluginFactory;
import dev.penstock.spi.ProviderException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
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

  @Override
  public void run(String... given) throws IOException, ProviderException, InterruptedException {
    Arguments arguments = new Arguments(given, KEYS, Set.of("--few", "--json"));
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
      List<String> notes = new ArrayList<>();
      checkSize(set, arguments.has("--few"), notes);
      chain.trouble().forEach((what, n) -> notes.add("passed over: " + what + " " + n.sum()));
      TierSearch search = new TierSearch(set, tiers, rounds, seed);
      double[] thresholds = search(search, mode, arguments.required(mode), tiers);
      TierThresholds found = thresholds(set, tiers, thresholds, mode, arguments, seed);
      WholeFile.write(file, TierThresholdsText.of(found));
      List<Figure> figures = search.figures(thresholds);
      if (mode.equals("--strong-share")) {
        warn(Arguments.share(mode, arguments.required(mode)), figures.get(tiers.size() - 1), notes);
      }
      if (set.classifier().spec().thresholds() == null) {
        notes.add(
            "the policy's classifier %s does not name it yet: thresholds: %s"
                .formatted(found.classifier(), file.getFileName()));
      }
      CalibrateReport report =
          new CalibrateReport(
              set.queries().size(),
              set.measured(),
              found.classifier(),
              found.thresholds(),
              figures,
              file.toString(),
              notes);
      out.print(arguments.has("--json") ? JsonText.of(report) + "\n" : report.text());
    }
  }

  /** Where many questions are equally hard, or others decide, a share may be out of reach. */
  private static void warn(double wanted, Figure strong, List<String> notes) {
    if (Math.abs(strong.value() - wanted) > FAR_OFF) {
      notes.add(
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

  private static void checkSize(Difficulties set, boolean few, List<String> notes) {
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
      notes.add("warning: " + text);
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
}
