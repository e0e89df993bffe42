package dev.penstock.core.recall;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a judge said of an answer. */
enum Judgement {
  /** It answers the new question, too. */
  APPROVED,
  /** It does not. */
  REFUSED,
  /** Nothing that counts. */
  UNDECIDED;

  /** Reads a judge's answer: one word, or it is none. */
  static Judgement of(@Nullable String text) {
    String word = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    return switch (word.endsWith(".") ? word.substring(0, word.length() - 1) : word) {
      case "yes" -> APPROVED;
      case "no" -> REFUSED;
      default -> UNDECIDED;
    };
  }
}
