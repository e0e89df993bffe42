package dev.penstock.classifier.keyword;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.spi.Classification;
import dev.penstock.spi.ClassifierInput;
import dev.penstock.testkit.TestPluginContext;
import java.util.List;

/** Rules for tests, and what they say. */
final class Rules {
  private Rules() {}

  static KeywordRule any(String id, String tier, String... phrases) {
    return new KeywordRule(id, tier, null, List.of(phrases), null, null, null, null);
  }

  static KeywordRule pattern(String id, String tier, String... patterns) {
    return new KeywordRule(id, tier, null, null, null, null, List.of(patterns), null);
  }

  static Classification classify(String question, KeywordRule... rules) {
    try (var classifier =
        new KeywordClassifierFactory()
            .create(
                new KeywordSettings(null, List.of(rules)), TestPluginContext.named("keyword"))) {
      return classifier.classify(
          new ClassifierInput(
              ChatRequest.of(question), question, List.of("simple", "moderate", "complex")));
    }
  }

  static boolean finds(String phrase, String question) {
    return classify(question, any("rule", "simple", phrase)).tier() != null;
  }
}
