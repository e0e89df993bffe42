package dev.penstock.core.evaluate;

import dev.penstock.core.match.Evidence;
import dev.penstock.core.match.Point;
import dev.penstock.core.match.Thresholds;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes thresholds as the YAML that a policy's {@code cache.thresholds} names. */
public final class ThresholdsText {
  private static final MathContext DIGITS = new MathContext(9);

  private ThresholdsText() {}

  /** The text of a thresholds file. */
  public static String of(Thresholds thresholds) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("# Written by recall-eval. What each least score led to on labelled questions.\n");
    yaml.append("version: ").append(thresholds.version()).append('\n');
    yaml.append("measure: ").append(quoted(thresholds.measure())).append('\n');
    yaml.append("classes:\n");
    for (Map.Entry<String, Evidence> one : thresholds.classes().entrySet()) {
      Evidence evidence = one.getValue();
      yaml.append("  ").append(quoted(one.getKey())).append(":\n");
      yaml.append("    head:\n");
      yaml.append("      features: ").append(evidence.head().features()).append('\n');
      yaml.append("      bias: ").append(number(evidence.head().bias())).append('\n');
      yaml.append("      means: ").append(numbers(evidence.head().means())).append('\n');
      yaml.append("      scales: ").append(numbers(evidence.head().scales())).append('\n');
      yaml.append("      weights: ").append(numbers(evidence.head().weights())).append('\n');
      yaml.append("    points:\n");
      for (Point point : evidence.points()) {
        yaml.append(
            String.format(
                Locale.ROOT,
                "      - {score: %s, hits: %d, wrong: %d, spread: %s}\n",
                number(point.score()),
                point.hits(),
                point.wrong(),
                number(point.spread())));
      }
    }
    return yaml.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String numbers(List<Double> numbers) {
    return numbers.stream().map(ThresholdsText::number).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String number(double number) {
    return new BigDecimal(number).round(DIGITS).toPlainString();
  }
}
