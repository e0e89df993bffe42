package dev.penstock.classifier.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MeasuresTest {
  @Test
  void measuresAList() {
    String question = "Which is it?\nA. red, blue\nB. red, green\nC. 7 or red\nAnswer:";
    assertThat(of(Measure.ITEM_REPETITION, question)).isCloseTo(2 / 7.0, within(1e-9));
    assertThat(of(Measure.ITEM_LIKENESS, question))
        .isCloseTo((1 / 3.0 + 1 / 4.0 + 1 / 4.0) / 3, within(1e-9));
    assertThat(of(Measure.ITEM_DIGITS, question)).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(of(Measure.ITEM_ECHO, "red or blue?\n1) red\n2) green")).isEqualTo(0.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A. red", "no list", "e.g. this\nand that", "- \n- ", "12:30 x\n12:40 y"})
  void findsNoListWhereThereIsNone(String question) {
    assertThat(Outline.of(question).items()).isEmpty();
    assertThat(Outline.of(question).stem()).isEqualTo(question);
  }

  @Test
  void measuresWordsAndCharacters() {
    String question = "I don't know, and I can’t tell: 42 €?";
    assertThat(of(Measure.WORDS, question)).isCloseTo(Math.log(8), within(1e-12));
    assertThat(of(Measure.DIFFERENT_WORDS, question)).isCloseTo(6 / 7.0, within(1e-12));
    assertThat(of(Measure.NEGATIONS, question)).isCloseTo(2 / 7.0, within(1e-12));
    assertThat(of(Measure.CONJUNCTIONS, question)).isCloseTo(1 / 7.0, within(1e-12));
    assertThat(of(Measure.QUESTION_MARKS, question)).isEqualTo(1);
    assertThat(of(Measure.DIGITS, question)).isCloseTo(2 / 37.0, within(1e-12));
    assertThat(of(Measure.SYMBOLS, question)).isCloseTo(1 / 37.0, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n", "???", "\ud83d", "1. \n2. ", "- -\n- -"})
  void measuresOddTextInFiniteNumbers(String question) {
    assertThat(Measures.of(question).values()).allMatch(Double::isFinite);
  }

  @Test
  void looksAtBothEndsOfAVeryLongQuestion() {
    String middle = "x".repeat(30_000);
    assertThat(of(Measure.COMMAS, ", " + middle + " ,")).isEqualTo(Math.log1p(2));
    assertThat(of(Measure.COMMAS, middle + "," + middle)).isZero();
  }

  private static double of(Measure measure, String question) {
    return Measures.of(question).getOrDefault(measure, Double.NaN);
  }
}
