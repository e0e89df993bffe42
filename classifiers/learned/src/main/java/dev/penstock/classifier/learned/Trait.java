package dev.penstock.classifier.learned;

import java.util.Locale;

/** What the classifier {@code structure} counts. */
enum Trait {
  ORDERS,
  REQUESTS,
  CONDITIONS,
  QUESTIONS,
  CONJUNCTIONS,
  NUMBERS,
  LINES,
  WORDS;

  /** The name in settings and explanations. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
