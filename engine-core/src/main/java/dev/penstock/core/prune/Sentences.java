package dev.penstock.core.prune;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a text apart at the ends of sentences and lines. Longer sentences are taken apart between
 * words; a word is never, so that a text without any end or blank is one sentence. The parts
 * together are the text.
 */
final class Sentences {
  private static final int LONGEST = 400;

  /** What is shorter goes with the next one, or a row of points would be many sentences. */
  private static final int SHORTEST = 12;

  /** How far back a better place to part a long sentence is looked for. */
  private static final int BACK = 120;

  private static final String ENDS = ".!?\u2026\u061f\u06d4\u0964";
  private static final String WIDE_ENDS = "\u3002\uff01\uff1f\uff0e";
  private static final String WIDE_MARKS = "\u3001\uff0c\uff1b\uff1a" + WIDE_ENDS;
  private static final String CLOSERS = "\"')]}\u2019\u201d\u00bb\u300d\u300f\uff09";

  private Sentences() {}

  static List<String> of(String text) {
    List<String> sentences = new ArrayList<>();
    int start = 0;
    int at = 0;
    while (at < text.length()) {
      int end = end(text, at);
      at = Math.abs(end);
      if (end - start >= SHORTEST) {
        add(text, start, end, sentences);
        start = end;
      }
    }
    if (start < text.length()) {
      add(text, start, text.length(), sentences);
    }
    return sentences;
  }

  /** Where the next sentence begins if one ends at a place; else where to look next, negated. */
  private static int end(String text, int at) {
    char c = text.charAt(at);
    if (c == '\n') {
      return blanks(text, at + 1);
    }
    if (WIDE_ENDS.indexOf(c) >= 0) {
      return blanks(text, closers(text, at + 1));
    }
    if (ENDS.indexOf(c) < 0) {
      return -(at + 1);
    }
    int after = closers(text, at + 1);
    int next = blanks(text, after);
    if (next == after && next < text.length()) {
      return -after;
    }
    // "No. 78945" and "e.g. jackets" go on.
    boolean goesOn =
        c == '.'
            && next < text.length()
            && (Character.isLowerCase(text.charAt(next)) || Character.isDigit(text.charAt(next)))
            && text.substring(after, next).indexOf('\n') < 0;
    return goesOn ? -next : next;
  }

  private static int closers(String text, int from) {
    int at = from;
    while (at < text.length()
        && (CLOSERS.indexOf(text.charAt(at)) >= 0 || ENDS.indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return at;
  }

  private static int blanks(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static void add(String text, int start, int end, List<String> sentences) {
    int from = start;
    while (end - from > LONGEST) {
      int cut = cut(text, from, end);
      if (cut < 0) {
        break;
      }
      sentences.add(text.substring(from, cut));
      from = cut;
    }
    if (from < end) {
      sentences.add(text.substring(from, end));
    }
  }

  /** A place between words, best not beside a number, which may belong to its neighbour. */
  private static int cut(String text, int from, int end) {
    int any = -1;
    int limit = from + LONGEST;
    for (int i = limit; i > from; i--) {
      if (isBetweenWords(text, i)) {
        if (limit - i > BACK || !besideNumber(text, from, i, end)) {
          return any >= 0 && limit - i > BACK ? any : i;
        }
        any = any < 0 ? i : any;
      }
    }
    if (any >= 0) {
      return any;
    }
    for (int i = limit + 1; i < end; i++) {
      if (isBetweenWords(text, i)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a text may be parted before an index: after white space, a wide mark or kana. */
  static boolean isBetweenWords(String text, int index) {
    int before = text.codePointBefore(index);
    int after = text.codePointAt(index);
    if (Character.isWhitespace(before)) {
      return !Character.isWhitespace(after);
    }
    return Character.isIdeographic(after)
        && (WIDE_MARKS.indexOf(before) >= 0 || (before >= 0x3041 && before <= 0x3096));
  }

  private static boolean besideNumber(String text, int from, int index, int end) {
    int before = index - 1;
    while (before > from && Character.isWhitespace(text.charAt(before))) {
      before--;
    }
    return (Character.isLetterOrDigit(text.charAt(before)) && wordHasDigit(text, from, before + 1))
        || (index < end && Character.isDigit(text.charAt(index)));
  }

  private static boolean wordHasDigit(String text, int from, int end) {
    for (int i = end - 1; i >= from && !Character.isWhitespace(text.charAt(i)); i--) {
      if (Character.isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
