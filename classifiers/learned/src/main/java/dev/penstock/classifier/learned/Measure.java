package dev.penstock.classifier.learned;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is measured of a question's structure. Files of heads use the names. */
enum Measure {
  /** How many words there are, as ln(1 + n). */
  WORDS,
  /** How many letters a word has on average. */
  WORD_LENGTH,
  /** Which share of the words is different from each other. */
  DIFFERENT_WORDS,
  /** Which share of the characters is digits. */
  DIGITS,
  /** Which share of the characters is neither letter, digit, white space nor a usual mark. */
  SYMBOLS,
  /** How many commas there are, as ln(1 + n). */
  COMMAS,
  /** How many question marks there are, at most 3. */
  QUESTION_MARKS,
  /** Which share of the words joins clauses. */
  CONJUNCTIONS,
  /** Which share of the words denies. */
  NEGATIONS,
  /** How many words before a list ask, as ln(1 + n). */
  QUESTION_WORDS,
  /** Which share of the words in the items of a list stood in it before. */
  ITEM_REPETITION,
  /** How much two items of a list have in common on average: Jaccard's index of their words. */
  ITEM_LIKENESS,
  /** Which share of the items of a list has a digit. */
  ITEM_DIGITS,
  /** Which share of the different words in items stands before the list as well. */
  ITEM_ECHO;

  /** The name in files and explanations, such as {@code word-length}. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Measure> named(String text) {
    return Arrays.stream(values()).filter(measure -> measure.text().equals(text)).findFirst();
  }
}
