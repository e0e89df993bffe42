package dev.penstock.core.evaluate;

import dev.penstock.api.JsonText;
import dev.penstock.core.escalate.ConfidenceMap;
import dev.penstock.core.escalate.ConfidenceMap.Level;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/** The command {@code calibrate-confidence}: makes confidence a share of right answers. */
public final class CalibrateConfidence implements Command {
  private static final Set<String> KEYS = Set.of("--feedback", "--out");
  private static final int FOLDS = 5;

  private final PrintStream out;

  /** The command. */
  public CalibrateConfidence(PrintStream out) {
    this.out = out;
  }

  @Override
  public void run(String... given) throws IOException {
    Arguments arguments = new Arguments(given, KEYS, Set.of("--json"));
    Path feedback = arguments.file("--feedback");
    Path file = arguments.file("--out");
    List<JudgedScore> judged = JudgedScores.read(feedback);
    WholeFile.write(file, text(Isotonic.learn(judged)));
    ConfidenceReport report = report(judged);
    out.print(arguments.has("--json") ? JsonText.of(report) + "\n" : report.text());
  }

  /** The calibration as the YAML that a policy names. */
  static String text(ConfidenceMap map) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("# Written by calibrate-confidence. How often answers of a score were right.\n");
    yaml.append("version: ").append(map.version()).append("\nlevels:\n");
    for (Level level : map.levels()) {
      yaml.append(
          String.format(
              Locale.ROOT,
              "  - {score: %s, right: %s, answers: %d}\n",
              exactly(level.score()),
              exactly(level.right()),
              level.answers()));
    }
    return yaml.toString();
  }

  /** Shorter, and two scores that are nearly the same could become one. */
  private static String exactly(double number) {
    return BigDecimal.valueOf(number).toPlainString();
  }

  /** What it is worth: each fifth of the verdicts by a calibration learned on the others. */
  static ConfidenceReport report(List<JudgedScore> judged) {
    double before = squaredError(judged, score -> score);
    double after = 0;
    int counted = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      List<JudgedScore> learned = new ArrayList<>();
      List<JudgedScore> tested = new ArrayList<>();
      for (int i = 0; i < judged.size(); i++) {
        (i % FOLDS == fold ? tested : learned).add(judged.get(i));
      }
      if (isEnough(learned)) {
        after += squaredError(tested, Isotonic.learn(learned)::right) * tested.size();
        counted += tested.size();
      }
    }
    return new ConfidenceReport(
        judged.size(),
        judged.stream().filter(JudgedScore::right).count(),
        ranked(judged),
        before,
        counted == 0 ? null : after / counted);
  }

  private static boolean isEnough(List<JudgedScore> judged) {
    long right = judged.stream().filter(JudgedScore::right).count();
    return judged.size() >= Isotonic.LEAST && right > 0 && right < judged.size();
  }

  private static double squaredError(List<JudgedScore> judged, DoubleUnaryOperator chance) {
    return judged.stream()
        .mapToDouble(one -> chance.applyAsDouble(one.score()) - (one.right() ? 1 : 0))
        .map(error -> error * error)
        .average()
        .orElse(0);
  }

  /** The area under the ROC curve, by ranks; a tie is half. */
  static double ranked(List<JudgedScore> judged) {
    double[] good =
        judged.stream()
            .filter(JudgedScore::right)
            .mapToDouble(JudgedScore::score)
            .sorted()
            .toArray();
    double[] bad =
        judged.stream()
            .filter(one -> !one.right())
            .mapToDouble(JudgedScore::score)
            .sorted()
            .toArray();
    double won = 0;
    int below = 0;
    int upTo = 0;
    for (double score : good) {
      while (below < bad.length && bad[below] < score) {
        below++;
      }
      while (upTo < bad.length && bad[upTo] <= score) {
        upTo++;
      }
      won += below + (upTo - below) / 2.0;
    }
    return won / ((double) good.length * bad.length);
  }
}
