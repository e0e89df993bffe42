package dev.penstock.provider.simulated;

import java.util.List;
import java.util.Random;

/** Writes text that reads like an answer and says nothing. */
final class Prose {
  private static final List<String> SENTENCES =
      List.of(
          "Thank you for your message.",
          "I have looked into this for you.",
          "Here is what I found.",
          "This is the usual way to do it.",
          "Please let me know if that helps.",
          "There is one more thing to keep in mind.",
          "The details depend on your case.",
          "You can check this in your account at any time.",
          "It should not take long.",
          "If it does, please write to us again.",
          "I am happy to explain the next steps.",
          "Nothing else is needed from your side.");

  private Prose() {}

  /** A text with that beginning and so many tokens, or a few more if the beginning is longer. */
  static String write(Random random, String start, long tokens) {
    StringBuilder text = new StringBuilder(start);
    long length = 4 * tokens;
    while (text.length() < length) {
      text.append(SENTENCES.get(random.nextInt(SENTENCES.size()))).append(' ');
    }
    String whole = text.toString();
    return start.length() >= length ? whole.strip() : Tokens.cut(whole, tokens).strip();
  }
}
