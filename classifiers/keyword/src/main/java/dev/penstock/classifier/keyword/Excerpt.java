package dev.penstock.classifier.keyword;

import dev.penstock.api.explain.Signal;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at of a question: all of it, or both ends of a very long one.
 *
 * @param text the text, in NFKC and without characters that do not show
 * @param cut says that the question was cut, or null
 */
record Excerpt(String text, @Nullable Signal cut) {
  static final int END = 10_000;

  /** Keeps a phrase from spanning the gap; see {@link CharacterKind#BREAK}. */
  private static final char GAP = '\u2029';

  static Excerpt of(String question) {
    String normal = Folding.normalise(ends(question));
    Signal cut = null;
    if (question.length() > 2 * END || normal.length() > 2 * END) {
      cut =
          new Signal(
              KeywordClassifier.SOURCE,
              "(length)",
              "looked at the first and the last %,d characters only".formatted(END));
    }
    return new Excerpt(ends(normal), cut);
  }

  private static String ends(String text) {
    return text.length() <= 2 * END
        ? text
        : text.substring(0, END) + GAP + text.substring(text.length() - END);
  }
}
