package dev.penstock.classifier.keyword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RulePatternTest {
  @Test
  void findsAPatternInAnyCaseAndPlace() {
    assertThat(found("order\\s+[A-Z]{3}-\\d+", "My ORDER  jkt-78945!")).isTrue();
    assertThat(found("order\\s+[A-Z]{3}-\\d+", "My order JKT 78945")).isFalse();
    assertThat(found("r[uü]ckgabe", "RÜCKGABE")).isTrue();
  }

  @Test
  void findsAPatternInComposedText() {
    assertThat(Rules.classify("ru\u0308ckgabe", Rules.pattern("r", "simple", "rückgabe")).tier())
        .isEqualTo("simple");
    assertThat(Rules.classify("RÜCKGABE", Rules.pattern("r", "simple", "ru\u0308ckgabe")).tier())
        .isEqualTo("simple");
  }

  @Test
  void takesNoLongerThanLinearTime() {
    RulePattern pattern = RulePattern.compile("(.*a){12}b");
    String text = "a".repeat(28) + "!";
    Assertions.assertTimeout(
        Duration.ofSeconds(1),
        () -> assertThat(pattern.isFoundIn(text, new Pieces(text))).isFalse());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          (?=x)y                | look-ahead at character 1                | REGEX_UNSUPPORTED
          a(?!b)                | look-ahead at character 2                | REGEX_UNSUPPORTED
          (?<=x)y               | look-behind at character 1               | REGEX_UNSUPPORTED
          (?<!x)y               | look-behind at character 1               | REGEX_UNSUPPORTED
          (?>a)b                | an atomic group at character 1           | REGEX_UNSUPPORTED
          (a)\\1                 | a back-reference at character 4          | REGEX_UNSUPPORTED
          (?P<x>a)\\k<x>         | a back-reference at character 9          | REGEX_UNSUPPORTED
          a++b                  | a possessive repeat at character 2       | REGEX_UNSUPPORTED
          (a                    | a ( without its ) at character 1         | REGEX_SYNTAX
          ab)                   | a ) without its ( at character 3         | REGEX_SYNTAX
          x[a-                  | a [ without its ] at character 2         | REGEX_SYNTAX
          *a                    | nothing to repeat before * at character 1 | REGEX_SYNTAX
          abc\\                  | a \\ at the end at character 4            | REGEX_SYNTAX
          ab[z-a]               | at character 4                           | REGEX_SYNTAX
          a\\yb                  | at character 2                           | REGEX_SYNTAX
          ~~                    | matches the empty text                   | REGEX_EMPTY
          a*                    | matches the empty text                   | REGEX_EMPTY
          (x?)                  | matches the empty text                   | REGEX_EMPTY
          ((a{100}){100}){100}  | its repeats multiply                     | REGEX_TOO_COMPLEX
          (((a{9999})+)*){9999} | its repeats multiply                     | REGEX_TOO_COMPLEX
          a{2,1001}             | its repeats multiply                     | REGEX_TOO_COMPLEX
          """)
  void refuses(String regex, String problem, String code) {
    assertThatThrownBy(() -> RulePattern.compile(regex))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("patterns: '")
        .hasMessageContaining(problem)
        .hasMessageEndingWith("[" + code + "]");
  }

  @Test
  void refusesAVeryLongPatternWithoutReadingIt() {
    assertThatThrownBy(() -> RulePattern.compile("(".repeat(100_000)))
        .hasMessageContaining("[REGEX_TOO_COMPLEX]")
        .hasMessageNotContaining("((((".repeat(50));
  }

  @Test
  void readsAPatternOfNothingButGroups() {
    assertThat(found("(".repeat(400) + "a" + ")".repeat(400), "bab")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ab",
        "a+b",
        "(a|b)c",
        "(ab|c?)d",
        "[ab]{2}c",
        "[^a]b",
        "a{0}b",
        "a{2,3}?c",
        "a.c|bb",
        "\\bab\\b",
        "^ab|cd$",
        "(?i:AB)c",
        "(?-i:A)b",
        "(?s)a.b",
        "\\Qa.b\\E|c1",
        "\\d-\\d",
        "[\\da]-",
        "[[:alpha:]]1",
        "\\x61b",
        "\\141b",
        "\\pLc",
        "a{,2}b|bb",
        "[]a]b",
        "[a-]c",
        "\\-1|\\.a",
        "(?P<n>ab)+c",
        "é|a",
        "aé?b",
        "s1|k1",
        "\\d{2}-\\d",
        "\\d{1,2}-a",
        "(ab|2){2}c",
        "[0-9]{3}|a12",
        "1{2}-|22a",
        "(a{2}){2}"
      })
  void rulesOutNoTextInWhichThePatternIsFound(String regex) {
    Pattern plain = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    RulePattern pattern = RulePattern.compile(regex);
    Random random = new Random(regex.hashCode());
    int hits = 0;
    for (int i = 0; i < 20_000; i++) {
      String text = randomText(random);
      boolean expected = plain.matcher(text).find();
      hits += expected ? 1 : 0;
      assertThat(pattern.isFoundIn(text, new Pieces(text))).as(text).isEqualTo(expected);
    }
    assertThat(hits).isPositive();
  }

  private static String randomText(Random random) {
    String alphabet = "aAbBcCdD12- .]{,2}ésSkK\n";
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(12); length > 0; length--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static boolean found(String regex, String text) {
    return RulePattern.compile(regex).isFoundIn(text, new Pieces(text));
  }
}
