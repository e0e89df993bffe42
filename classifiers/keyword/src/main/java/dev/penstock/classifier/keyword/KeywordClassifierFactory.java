package dev.penstock.classifier.keyword;

import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierFactory;
import dev.penstock.spi.PluginContext;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates the classifier {@code keyword}: tier and intent by words, phrases and patterns. */
public final class KeywordClassifierFactory implements ClassifierFactory<KeywordSettings> {
  /** For the service loader. */
  public KeywordClassifierFactory() {}

  @Override
  public String name() {
    return "keyword";
  }

  @Override
  public Class<KeywordSettings> settings() {
    return KeywordSettings.class;
  }

  @Override
  public Classifier create(KeywordSettings settings, PluginContext context) {
    Path file = settings.file();
    List<KeywordRule> rules =
        file == null ? settings.rules() : context.read(file, KeywordRules.class).rules();
    checkTiers(file, rules, context.tiers());
    return new KeywordClassifier(rules);
  }

  private static void checkTiers(@Nullable Path file, List<KeywordRule> rules, List<String> tiers) {
    List<String> wrong =
        rules.stream()
            .filter(rule -> rule.tier() != null && !tiers.contains(rule.tier()))
            .map(rule -> "rule '" + rule.id() + "' gives tier '" + rule.tier() + "'")
            .toList();
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: %s, but the policy's tiers are %s [UNKNOWN_REFERENCE]"
              .formatted(
                  file == null ? "rules" : "file",
                  String.join(", ", wrong),
                  String.join(", ", tiers)));
    }
  }
}
