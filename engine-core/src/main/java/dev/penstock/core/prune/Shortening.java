package dev.penstock.core.prune;

/** Shortens a text between words. */
final class Shortening {
  private static final String MARK = "\u2026";

  /** A word that is so many times longer than what is wanted is no word, but data. */
  private static final int DATA = 8;

  private Shortening() {}

  /** A text on one line, cut between words if it is longer than so many characters. */
  static String of(String text, int longest) {
    String line = onOneLine(text);
    if (line.length() <= longest) {
      return line;
    }
    int cut = longest;
    while (cut > 0 && line.charAt(cut) != ' ' && !Sentences.isBetweenWords(line, cut)) {
      cut--;
    }
    if (cut > 0) {
      return line.substring(0, cut).stripTrailing() + MARK;
    }
    int end = line.indexOf(' ');
    String word = end < 0 ? line : line.substring(0, end);
    return word.length() > longest * DATA ? MARK : end < 0 ? word : word + MARK;
  }

  static String onOneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean blank = Character.isWhitespace(c);
      if (!blank) {
        line.append(c);
      } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
        line.append(' ');
      }
    }
    return line.toString().stripTrailing();
  }
}
