package dev.penstock.classifier.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.api.explain.Signal;
import dev.penstock.spi.Classification;
import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierFactory;
import dev.penstock.testkit.ClassifierContract;
import dev.penstock.testkit.TestPluginContext;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StructureClassifierTest extends ClassifierContract {
  @Override
  protected Classifier create() {
    return create(StructureSettings.USUAL);
  }

  private static Classifier create(StructureSettings settings) {
    return new StructureClassifierFactory().create(settings, TestPluginContext.named("structure"));
  }

  @Override
  protected List<String> tiers() {
    return List.of("simple", "moderate", "complex");
  }

  @Override
  protected Map<String, String> known() {
    return Map.of(
        "Where are orders 10421 and 10422?", "complex",
        "Cancel the lamp, refund the shoes and change my address.", "complex",
        "If it fits, keep it; if not, return it, unless it is on sale.", "complex",
        "Is it blue? Is it new? Is it in stock?", "complex");
  }

  @Override
  protected List<String> measured() {
    return List.of("Where is my parcel?", "Ich möchte eine Rechnung");
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(ClassifierFactory.class))
        .anyMatch(StructureClassifierFactory.class::isInstance);
  }

  @Test
  void namesEachSignal() {
    try (Classifier classifier = create()) {
      assertThat(classify(classifier, "Please refund #12 and #13").signals())
          .containsExactly(
              new Signal("structure", "orders", "2, complex from 2 on"),
              new Signal("structure", "requests", "1 of 3"),
              new Signal("structure", "conjunctions", "1 of 12"),
              new Signal("structure", "lines", "1 of 20"),
              new Signal("structure", "words", "3 of 250"));
    }
  }

  @Test
  void hasNoSignalWithoutText() {
    try (Classifier classifier = create()) {
      assertThat(classify(classifier, " \n ")).isSameAs(Classification.NONE);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Where is my order?         | Where is my order and where is my refund?
          I want my money back       | I want my money back if it is broken
          It arrived broken.         | It arrived broken. Please send another.
          Where is order 10421?      | Where are order 10421 and order 10422?
          It cost 20 euros           | It cost 20 euros, not 25 or 30
          """)
  void findsMoreOfItHarder(String question, String more) {
    try (Classifier classifier = create()) {
      assertThat(classify(classifier, more).difficulty())
          .isGreaterThan(classify(classifier, question).difficulty());
    }
  }

  @Test
  void givesTheTierOfItsSettingsAndLeavesOutWhatIsSwitchedOff() {
    StructureSettings settings =
        new StructureSettings("moderate", 0, null, null, 1, null, null, null, null);
    try (Classifier classifier = create(settings)) {
      assertThat(classify(classifier, "#12 #13").tier()).isNull();
      Classification found = classify(classifier, "#12 #13?");
      assertThat(found.tier()).isEqualTo("moderate");
      assertThat(found.signals()).extracting(Signal::id).doesNotContain("orders");
    }
  }

  @Test
  void refusesATierThatThePolicyDoesNotHave() {
    StructureSettings settings =
        new StructureSettings("hard", null, null, null, null, null, null, null, null);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(settings))
        .withMessage(
            "tier: there is no tier 'hard'; the policy's tiers are simple, moderate, complex"
                + " [UNKNOWN_REFERENCE]");
  }

  @Test
  void refusesCountsOutOfRangeAndNoSignalAtAll() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StructureSettings(null, -1, null, null, null, null, null, null, null))
        .withMessage("orders: must be from 0 to 10,000, not -1 [RANGE]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StructureSettings(null, 0, 0, 0, 0, 0, 0, 0, 0))
        .withMessage("orders: every signal is switched off; leave the classifier out [CONFLICT]");
  }
}
