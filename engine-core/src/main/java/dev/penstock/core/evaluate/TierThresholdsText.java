package dev.penstock.core.evaluate;

import dev.penstock.core.tier.TierThresholds;
import java.math.BigDecimal;
import java.util.Map;
import java.util.StringJoiner;

/** Writes thresholds as the YAML that {@code thresholds} of a classifier names. */
final class TierThresholdsText {
  private TierThresholdsText() {}

  static String of(TierThresholds thresholds) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("# Written by calibrate. From which difficulty on a question is of which tier.\n");
    yaml.append("version: ").append(thresholds.version()).append('\n');
    yaml.append("classifier: ").append(quoted(thresholds.classifier())).append('\n');
    TierThresholds.Made made = thresholds.made();
    if (made != null) {
      yaml.append("made:\n");
      yaml.append("  on: ").append(made.on()).append('\n');
      yaml.append("  mode: ").append(quoted(made.mode())).append('\n');
      yaml.append("  target: ").append(quoted(made.target())).append('\n');
      yaml.append("  queries: ").append(made.queries()).append('\n');
      yaml.append("  seed: ").append(made.seed()).append('\n');
    }
    StringJoiner all = new StringJoiner(", ", "{", "}");
    for (Map.Entry<String, Double> one : thresholds.thresholds().entrySet()) {
      String least = BigDecimal.valueOf(one.getValue()).toPlainString();
      all.add(quoted(one.getKey()) + ": " + least);
    }
    return yaml.append("thresholds: ").append(all).append('\n').toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
