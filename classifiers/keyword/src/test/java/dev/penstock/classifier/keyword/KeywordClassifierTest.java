package dev.penstock.classifier.keyword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.explain.Signal;
import dev.penstock.api.policy.Share;
import dev.penstock.spi.Classification;
import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierFactory;
import dev.penstock.testkit.ClassifierContract;
import dev.penstock.testkit.TestPluginContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class KeywordClassifierTest extends ClassifierContract {
  private static final KeywordRule NEGOTIATION =
      new KeywordRule(
          "negotiation",
          "complex",
          "negotiation",
          List.of("negotiate", "better price"),
          null,
          List.of("promo code"),
          List.of("\\bknock\\s+(\\S+\\s+){1,3}off\\b"),
          Share.ofPercent(90));
  private static final KeywordRule STATUS =
      new KeywordRule(
          "status", "simple", "order-status", List.of("where is my order"), null, null, null, null);
  private static final KeywordRule BROKEN =
      new KeywordRule(
          "broken", null, "complaint", null, List.of("broken", "order"), null, null, null);

  private static final Path FILE = Path.of("tiers.yaml");

  @Override
  protected Classifier create() {
    return new KeywordClassifierFactory()
        .create(
            new KeywordSettings(FILE, null),
            TestPluginContext.named("keyword")
                .file(FILE, new KeywordRules(List.of(NEGOTIATION, STATUS, BROKEN))));
  }

  @Override
  protected List<String> tiers() {
    return List.of("simple", "moderate", "complex");
  }

  @Override
  protected Map<String, String> known() {
    return Map.of(
        "Can you NEGOTIATE?", "complex",
        "where is my order", "simple",
        "knock ten euros off and I buy it", "complex");
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(ClassifierFactory.class))
        .anyMatch(KeywordClassifierFactory.class::isInstance);
  }

  @Test
  void letsTheFirstRuleWithATierDecideAndListsAllThatMatch() {
    Classification found =
        Rules.classify(
            "Where is my order? It came broken, so give me a better price.",
            BROKEN,
            NEGOTIATION,
            STATUS);
    assertThat(found.tier()).isEqualTo("complex");
    assertThat(found.confidence()).isEqualTo(0.9);
    assertThat(found.intent()).isEqualTo("complaint");
    assertThat(found.signals())
        .containsExactly(
            new Signal("keyword", "broken", "intent complaint"),
            new Signal("keyword", "negotiation", "complex, intent negotiation"),
            new Signal("keyword", "status", "simple, intent order-status"));
  }

  @Test
  void givesTheIntentAloneWhenNoRuleWithATierMatches() {
    Classification found = Rules.classify("a broken order", BROKEN, NEGOTIATION);
    assertThat(found.tier()).isNull();
    assertThat(found.intent()).isEqualTo("complaint");
    assertThat(found.confidence()).isEqualTo(1);
  }

  @Test
  void hasNoSignalWhenNothingMatches() {
    assertThat(Rules.classify("Hello", NEGOTIATION)).isSameAs(Classification.NONE);
  }

  @Test
  void asksForEveryOneOfAll() {
    assertThat(Rules.classify("it is broken", BROKEN)).isSameAs(Classification.NONE);
    assertThat(Rules.classify("the order is broken", BROKEN).intent()).isEqualTo("complaint");
  }

  @Test
  void matchesNothingThatNoneRulesOut() {
    assertThat(Rules.classify("a better price with a promo code?", NEGOTIATION))
        .isSameAs(Classification.NONE);
  }

  @Test
  void letsAllAndNoneLimitAPatternToo() {
    KeywordRule rule =
        new KeywordRule(
            "r",
            "simple",
            null,
            null,
            List.of("please"),
            List.of("never"),
            List.of("order [0-9]+"),
            null);
    assertThat(Rules.classify("order 12", rule).tier()).isNull();
    assertThat(Rules.classify("please, order 12", rule).tier()).isEqualTo("simple");
    assertThat(Rules.classify("please never order 12", rule).tier()).isNull();
  }

  @Test
  void countsAPhraseOnceThoughItStandsTwiceInARule() {
    KeywordRule rule =
        new KeywordRule("r", "simple", null, null, List.of("refund", "REFUND"), null, null, null);
    assertThat(Rules.classify("my refund", rule).tier()).isEqualTo("simple");
  }

  @Test
  void looksOnlyAtBothEndsOfAVeryLongQuestion() {
    String gap = " lorem ipsum".repeat(3_000);
    assertThat(Rules.classify("negotiate" + gap, NEGOTIATION).tier()).isEqualTo("complex");
    assertThat(Rules.classify(gap + " negotiate", NEGOTIATION).tier()).isEqualTo("complex");

    Classification inside = Rules.classify(gap + " negotiate " + gap, NEGOTIATION);
    assertThat(inside.tier()).isNull();
    assertThat(inside.signals())
        .containsExactly(
            new Signal(
                "keyword", "(length)", "looked at the first and the last 10,000 characters only"));
  }

  @Test
  void findsNoPhraseAcrossTheGapOfAVeryLongQuestion() {
    String head = "x ".repeat(4_997) + "better";
    String tail = "price " + "x".repeat(9_994);
    assertThat(head).hasSize(10_000);
    assertThat(tail).hasSize(10_000);
    assertThat(Rules.classify(head + " nothing " + tail, NEGOTIATION).tier()).isNull();
  }

  @Test
  void refusesATierThatThePolicyDoesNotHave() {
    KeywordSettings settings =
        new KeywordSettings(null, List.of(Rules.any("r1", "complx", "manager"), STATUS));
    var context = TestPluginContext.named("keyword");
    var factory = new KeywordClassifierFactory();
    assertThatThrownBy(() -> factory.create(settings, context))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "rules: rule 'r1' gives tier 'complx', but the policy's tiers are"
                + " simple, moderate, complex [UNKNOWN_REFERENCE]");
  }
}
