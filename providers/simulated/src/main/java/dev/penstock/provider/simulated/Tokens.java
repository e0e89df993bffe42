package dev.penstock.provider.simulated;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Counts tokens as four bytes of UTF-8 each, which is near the truth for English text. */
final class Tokens {
  private static final int BYTES = 4;

  private Tokens() {}

  static long count(String text) {
    return Math.ceilDiv(text.getBytes(StandardCharsets.UTF_8).length, BYTES);
  }

  /** The beginning of a text that has no more than so many tokens; no character is cut in two. */
  static String cut(String text, long tokens) {
    return text.substring(0, end(text, 0, Math.min(tokens, Integer.MAX_VALUE) * BYTES));
  }

  /** A text in pieces of about a token each. */
  static List<String> split(String text) {
    List<String> pieces = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int end = end(text, at, BYTES);
      pieces.add(text.substring(at, end));
      at = end;
    }
    return pieces;
  }

  private static int end(String text, int start, long bytes) {
    long left = bytes;
    int at = start;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      left -= c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      if (left < 0) {
        break;
      }
      at += Character.charCount(c);
    }
    return at;
  }
}
