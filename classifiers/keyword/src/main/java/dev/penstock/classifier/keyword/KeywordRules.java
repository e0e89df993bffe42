package dev.penstock.classifier.keyword;

import dev.penstock.api.policy.Description;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The content of a file of rules.
 *
 * @param rules in order: the first that matches and names a tier decides it
 */
public record KeywordRules(
    @Description("Rules in order; the first match with a tier decides it")
        List<KeywordRule> rules) {

  static final int MAX_RULES = 1_000;
  static final int MAX_PHRASES = 20_000;

  /** Refuses no rules, too many rules or phrases, and an id that is used twice. */
  public KeywordRules {
    rules = List.copyOf(rules);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("rules: there must be at least one rule [EMPTY]");
    }
    if (rules.size() > MAX_RULES) {
      throw new IllegalArgumentException(
          "rules: %,d rules are too many; at most %,d [TOO_MANY]"
              .formatted(rules.size(), MAX_RULES));
    }
    long phrases = rules.stream().mapToLong(KeywordRule::phraseCount).sum();
    if (phrases > MAX_PHRASES) {
      throw new IllegalArgumentException(
          "rules: %,d words, phrases and patterns are too many; at most %,d in all [TOO_MANY]"
              .formatted(phrases, MAX_PHRASES));
    }
    Set<String> ids = new HashSet<>();
    for (KeywordRule rule : rules) {
      if (!ids.add(rule.id())) {
        throw new IllegalArgumentException(
            "rules: the id '" + rule.id() + "' is used twice [DUPLICATE]");
      }
    }
  }
}
