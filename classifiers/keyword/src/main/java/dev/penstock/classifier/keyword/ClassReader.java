package dev.penstock.classifier.keyword;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/** Reads a character class of a regular expression, as far as it consists of ASCII characters. */
final class ClassReader {
  private final String pattern;
  private final Set<String> members = new TreeSet<>();
  private boolean known = true;
  private int at;

  ClassReader(String pattern) {
    this.pattern = pattern;
  }

  /** Reads from behind the opening bracket, and tells where the pattern goes on. */
  Needs read(int start, IntConsumer moveTo) {
    at = start;
    if (next() == '^') {
      known = false;
      at++;
    }
    boolean first = true;
    while (first || next() != ']') {
      first = false;
      item(start);
    }
    moveTo.accept(at + 1);
    return known ? Needs.text(members) : Needs.ANYTHING;
  }

  private void item(int start) {
    if (pattern.startsWith("[:", at)) {
      int close = pattern.indexOf(":]", at);
      if (close > 0) {
        known = false;
        at = close + 2;
        return;
      }
    }
    int low = character(start);
    int high = low;
    if (next() == '-' && at + 1 < pattern.length() && pattern.charAt(at + 1) != ']') {
      at++;
      high = character(start);
    }
    if (low < 0 || high < 0 || high >= 0x80) {
      known = false;
      return;
    }
    for (int c = low; c <= high; c++) {
      members.add(Character.toString(Pieces.plain(c)));
    }
  }

  /** The next character, or -1 if it is an escape that stands for something else. */
  private int character(int start) {
    int c = next();
    if (c < 0) {
      throw PatternProblem.syntax("a [ without its ]", start - 1);
    }
    at += Character.charCount(c);
    if (c != '\\') {
      return c;
    }
    int escaped = next();
    if (escaped < 0) {
      throw PatternProblem.syntax("a \\ at the end", at - 1);
    }
    at += Character.charCount(escaped);
    if (escaped == 'd') {
      return '0';
    }
    return Character.isLetterOrDigit(escaped) ? -1 : escaped;
  }

  private int next() {
    return at < pattern.length() ? pattern.codePointAt(at) : -1;
  }
}
