package dev.penstock.classifier.keyword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.api.policy.Share;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeywordSettingsTest {
  private static final KeywordRule RULE = Rules.any("r", "simple", "refund");

  @Test
  void takesAFileOrRules() {
    assertThat(new KeywordSettings(Path.of("tiers.yaml"), null).rules()).isEmpty();
    assertThat(new KeywordSettings(null, List.of(RULE)).rules()).containsExactly(RULE);
  }

  @Test
  void refusesBothAndNeitherOfFileAndRules() {
    refused(
        "file: give a file of rules, or rules [MISSING]", () -> new KeywordSettings(null, null));
    refused(
        "file: give either a file or rules, not both [CONFLICT]",
        () -> new KeywordSettings(Path.of("tiers.yaml"), List.of(RULE)));
  }

  @Test
  void refusesNoRulesAndTooManyRules() {
    refused("rules: there must be at least one rule [EMPTY]", () -> new KeywordRules(List.of()));
    List<KeywordRule> many =
        IntStream.range(0, 10_001).mapToObj(i -> Rules.any("r" + i, "simple", "x")).toList();
    refused(
        "rules: 10,001 rules are too many; at most 1,000 [TOO_MANY]", () -> new KeywordRules(many));
  }

  @Test
  void refusesTooManyPhrases() {
    String[] phrases = Collections.nCopies(20_001, "x").toArray(String[]::new);
    refused(
        "rules: 20,001 words, phrases and patterns are too many; at most 20,000 in all [TOO_MANY]",
        () -> new KeywordRules(List.of(Rules.any("r", "simple", phrases))));
  }

  @Test
  void refusesAnIdThatIsUsedTwice() {
    refused(
        "rules: the id 'r' is used twice [DUPLICATE]", () -> new KeywordRules(List.of(RULE, RULE)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "A", "a b", "ä", "a_b"})
  void refusesAnOddId(String id) {
    refused(
        "id: must be 1 to 64 lower case letters, digits and dashes, no dash first [FORMAT]",
        () -> Rules.any(id, "simple", "refund"));
  }

  @Test
  void refusesARuleThatGivesNothing() {
    refused(
        "tier: rule 'r' gives nothing; give tier or intent [MISSING]",
        () -> Rules.any("r", null, "refund"));
  }

  @Test
  void refusesARuleThatAsksForNothing() {
    refused(
        "any: rule 'r' asks for nothing; give any, all or patterns [MISSING]",
        () -> new KeywordRule("r", "simple", null, null, null, List.of("x"), null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-", "...", "\u200b", "?!"})
  void refusesAPhraseThatCannotBeFound(String phrase) {
    refused(
        "any: '" + phrase + "' has no letter, digit or symbol; use patterns to find it [EMPTY]",
        () -> Rules.any("r", "simple", phrase));
  }

  @Test
  void refusesAVeryLongPhrase() {
    refused(
        "all: a phrase must not be longer than 200 characters [TOO_LONG]",
        () ->
            new KeywordRule("r", "simple", null, null, List.of("x".repeat(201)), null, null, null));
  }

  @Test
  void isSureUnlessTold() {
    assertThat(RULE.confidence()).isEqualTo(Share.ofPercent(100));
  }

  private static void refused(String message, ThrowingCallable creation) {
    assertThatIllegalArgumentException().isThrownBy(creation).withMessage("%s", message);
  }
}
