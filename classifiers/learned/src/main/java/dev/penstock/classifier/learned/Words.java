package dev.penstock.classifier.learned;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a text, in lower case. */
final class Words {
  /** Of a longer run the rest is left out; lower case of long text takes its time. */
  private static final int LONGEST = 64;

  private Words() {}

  /** Runs of letters, with the apostrophes inside of them: {@code doesn't} is one word. */
  static List<String> of(String text) {
    return read(text, false);
  }

  /** Runs of letters and digits. */
  static List<String> withDigits(String text) {
    return read(text, true);
  }

  private static List<String> read(String text, boolean digits) {
    List<String> words = new ArrayList<>();
    int start = -1;
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      int next = at + Character.charCount(c);
      boolean inside =
          isPart(c, digits)
              || (start >= 0
                  && isApostrophe(c)
                  && !digits
                  && next < text.length()
                  && isPart(text.codePointAt(next), false));
      if (inside && start < 0) {
        start = at;
      } else if (!inside && start >= 0) {
        words.add(word(text, start, at));
        start = -1;
      }
      at = next;
    }
    if (start >= 0) {
      words.add(word(text, start, at));
    }
    return words;
  }

  private static boolean isPart(int c, boolean digits) {
    return Character.isLetter(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || (digits && (Character.isDigit(c) || c == '_'));
  }

  private static boolean isApostrophe(int c) {
    return c == '\'' || c == '’';
  }

  private static String word(String text, int start, int end) {
    return text.substring(start, Math.min(end, start + LONGEST))
        .toLowerCase(Locale.ROOT)
        .replace('’', '\'');
  }
}
