package dev.penstock.classifier.keyword;

import dev.penstock.api.explain.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule ready to be matched.
 *
 * @param tier the tier it gives, or null
 * @param intent the intent it gives, or null
 * @param confidence 0 to 1
 * @param signal what the explanation says of it
 * @param needsOne whether one of its phrases or patterns must be found
 * @param all how many phrases must all occur
 * @param patterns its patterns
 */
record CompiledRule(
    @Nullable String tier,
    @Nullable String intent,
    double confidence,
    Signal signal,
    boolean needsOne,
    int all,
    List<RulePattern> patterns) {

  static CompiledRule of(KeywordRule rule, int all) {
    return new CompiledRule(
        rule.tier(),
        rule.intent(),
        rule.confidence().fraction(),
        new Signal(KeywordClassifier.SOURCE, rule.id(), detail(rule)),
        !rule.any().isEmpty() || !rule.patterns().isEmpty(),
        all,
        rule.patterns().stream().map(RulePattern::compile).toList());
  }

  boolean finds(String text, Pieces pieces) {
    for (RulePattern pattern : patterns) {
      if (pattern.isFoundIn(text, pieces)) {
        return true;
      }
    }
    return false;
  }

  private static String detail(KeywordRule rule) {
    String tier = rule.tier() == null ? "" : rule.tier();
    String intent = rule.intent() == null ? "" : "intent " + rule.intent();
    return tier + (tier.isEmpty() || intent.isEmpty() ? "" : ", ") + intent;
  }
}
