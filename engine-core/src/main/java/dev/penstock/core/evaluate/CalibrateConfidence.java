package dev.penstock.core.evaluate;

import dev.penstock.core.escalate.ConfidenceMap;
import dev.penstock.core.escalate.ConfidenceMap.Level;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/** The command {@code calibrate-confidence}: makes confidence a share of right answers. */
public final class CalibrateConfidence {
  private static final String USAGE =
      """
      usage: calibrate-confidence --feedback=FILE --out=FILE.yaml
        --feedback  what was said of answers: JSON lines with score and verdict, good or bad
        --out       where to write the calibration that a policy's escalate.confidence names
      """;
  private static final Set<String> KEYS = Set.of("--feedback=", "--out=");
  private static final int FOLDS = 5;

  private CalibrateConfidence() {}

  /** Runs the command; the exit code is 2 if its arguments or files are of no use. */
  public static void main(String[] arguments) {
    try {
      run(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(USAGE);
      System.exit(2);
    } catch (IOException e) {
      System.err.println("a file cannot be read or written: " + e);
      System.exit(2);
    }
  }

  /**
   * Runs the command.
   *
   * @throws IllegalArgumentException if arguments or files are of no use
   */
  public static void run(String... arguments) throws IOException {
    Map<String, String> given = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=') + 1;
      if (!KEYS.contains(argument.substring(0, equals))) {
        throw new IllegalArgumentException("unknown argument " + argument);
      }
      given.put(argument.substring(0, equals), argument.substring(equals));
    }
    String feedback = given.get("--feedback=");
    String out = given.get("--out=");
    if (feedback == null || out == null) {
      throw new IllegalArgumentException("--feedback and --out are both needed");
    }
    List<JudgedScore> judged = JudgedScores.read(Path.of(feedback));
    ConfidenceMap map = Isotonic.learn(judged);
    Files.writeString(Path.of(out), text(map));
    System.out.print(report(judged));
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
  static String report(List<JudgedScore> judged) {
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
    return String.format(
        Locale.ROOT,
        """
        %d verdicts, %d good; ranks a good answer above a bad one in %.1f %% of pairs
        squared error %.4f as computed, %s calibrated (on verdicts not learned from)
        """,
        judged.size(),
        judged.stream().filter(JudgedScore::right).count(),
        100 * ranked(judged),
        before,
        counted == 0 ? "unknown" : String.format(Locale.ROOT, "%.4f", after / counted));
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
