package dev.penstock.classifier.keyword;

import dev.penstock.api.explain.Signal;
import dev.penstock.spi.Classification;
import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierInput;
import dev.penstock.spi.NonBlocking;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the rules; the first match with a tier decides the tier, the first with an intent that. */
final class KeywordClassifier implements Classifier, NonBlocking {
  static final String SOURCE = "keyword";

  private final RuleSet rules;

  KeywordClassifier(List<KeywordRule> rules) {
    this.rules = new RuleSet(rules);
  }

  @Override
  public Classification classify(ClassifierInput input) {
    Excerpt excerpt = Excerpt.of(input.question());
    List<CompiledRule> matches = rules.match(excerpt.text());
    List<Signal> signals = new ArrayList<>();
    @Nullable CompiledRule tier = null;
    @Nullable CompiledRule intent = null;
    for (CompiledRule match : matches) {
      signals.add(match.signal());
      tier = tier == null && match.tier() != null ? match : tier;
      intent = intent == null && match.intent() != null ? match : intent;
    }
    if (excerpt.cut() != null) {
      signals.add(excerpt.cut());
    }
    if (matches.isEmpty()) {
      return Classification.noSignal(signals);
    }
    return new Classification(
        tier == null ? null : tier.tier(),
        intent == null ? null : intent.intent(),
        (tier == null ? matches.getFirst() : tier).confidence(),
        signals);
  }

  @Override
  public void close() {}
}
