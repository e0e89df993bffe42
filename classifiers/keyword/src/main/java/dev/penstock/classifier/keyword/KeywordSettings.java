package dev.penstock.classifier.keyword;

import dev.penstock.api.policy.Description;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the classifier {@code keyword}: a file of rules, or the rules themselves.
 *
 * @param file a YAML file with the key {@code rules}, or null
 * @param rules the rules; empty if they stand in the file
 */
public record KeywordSettings(
    @Description("YAML file with the rules, relative to the policy file") @Nullable Path file,
    @Description("The rules, in place of a file") @Nullable List<KeywordRule> rules) {

  /** Refuses both or neither of file and rules, and what {@link KeywordRules} refuses. */
  public KeywordSettings {
    if (file == null && rules == null) {
      throw new IllegalArgumentException("file: give a file of rules, or rules [MISSING]");
    }
    if (file != null && rules != null) {
      throw new IllegalArgumentException("file: give either a file or rules, not both [CONFLICT]");
    }
    rules = rules == null ? List.of() : new KeywordRules(rules).rules();
  }

  @Override
  public List<KeywordRule> rules() {
    return rules == null ? List.of() : rules;
  }
}
