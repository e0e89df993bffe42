package dev.penstock.core.escalate;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text as words in lower case, each with the mark before it. A possessive {@code 's} is no part
 * of a word; letters of a script without spaces are words on their own.
 */
final class Words {
  /** What stands before a word. */
  enum Mark {
    /** Space, a hyphen, a quote. */
    NONE,
    /** What ends a clause: a comma, a bracket. */
    CLAUSE,
    /** What ends a sentence; no phrase spans it. */
    SENTENCE
  }

  /** Of a longer text, both ends are looked at. */
  private static final int END = 10_000;

  private final List<String> words = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();

  private Words() {}

  static Words of(String text) {
    Words words = new Words();
    words.read(
        normal(
            text.length() <= 2 * END
                ? text
                : text.substring(0, END) + "\n" + text.substring(text.length() - END)));
    return words;
  }

  int size() {
    return words.size();
  }

  String get(int i) {
    return words.get(i);
  }

  List<String> all() {
    return words;
  }

  boolean startsSentence(int i) {
    return i == 0 || marks.get(i) == Mark.SENTENCE;
  }

  boolean startsClause(int i) {
    return i == 0 || marks.get(i) != Mark.NONE;
  }

  private static String normal(String text) {
    boolean plain = true;
    for (int i = 0; i < text.length() && plain; i++) {
      plain = text.charAt(i) < 0x80;
    }
    String normal = plain ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
    return normal.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
  }

  private void read(String text) {
    Mark mark = Mark.SENTENCE;
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      int end = isWord(c) ? endOfWord(text, at) : at;
      if (end == at) {
        end = at + Character.charCount(c);
        Mark next = mark(text, at, c);
        mark = next.compareTo(mark) > 0 ? next : mark;
      } else {
        words.add(withoutPossessive(text.substring(at, end)));
        marks.add(mark);
        mark = Mark.NONE;
      }
      at = end;
    }
  }

  private static Mark mark(String text, int at, int c) {
    if ("!?;\n\u3002\uff01\uff1f\u00bf\u00a1\u061f".indexOf(c) >= 0) {
      return Mark.SENTENCE;
    }
    if (c == '.' || c == ':') {
      boolean inside = at + 1 < text.length() && isWord(text.codePointAt(at + 1));
      return inside ? Mark.NONE : Mark.SENTENCE;
    }
    return ",()[]{}\u2014\u3001\uff0c".indexOf(c) >= 0 ? Mark.CLAUSE : Mark.NONE;
  }

  private static int endOfWord(String text, int start) {
    int c = text.codePointAt(start);
    int at = start + Character.charCount(c);
    if (isAlone(c)) {
      return at;
    }
    while (at < text.length()) {
      int next = text.codePointAt(at);
      boolean joins =
          next == '\''
              && at + 1 < text.length()
              && Character.isLetter(text.codePointAt(at + 1))
              && Character.isLetter(text.codePointBefore(at));
      if (!joins && (!isWord(next) || isAlone(next))) {
        break;
      }
      at += Character.charCount(next);
    }
    return at;
  }

  private static String withoutPossessive(String word) {
    return word.length() > 2 && word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
  }

  private static boolean isWord(int c) {
    return Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isAlone(int c) {
    if (c < 0x0E00) {
      return false;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }
}
