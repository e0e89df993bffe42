package dev.penstock.classifier.keyword;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Makes equal what a reader takes as equal: Unicode's compatibility forms (NFKC), characters that
 * do not show, and case. Accents stay.
 */
final class Folding {
  private Folding() {}

  /** NFKC, without characters that do not show; case stays. */
  static String normalise(String text) {
    if (isPlain(text)) {
      return text;
    }
    String composed = Normalizer.normalize(text, Normalizer.Form.NFKC);
    StringBuilder shown = new StringBuilder(composed.length());
    composed.codePoints().filter(c -> !isHidden(c)).forEach(shown::appendCodePoint);
    // Without what stood between them, a letter and its accent may now meet.
    return Normalizer.normalize(shown, Normalizer.Form.NFKC);
  }

  /** As {@link #normalise}, and without differences of case: also ß and ss, ς and σ. */
  static String fold(String text) {
    String normal = normalise(text);
    return isPlain(normal) ? foldPlain(normal) : foldAny(normal);
  }

  static String foldPlain(String text) {
    StringBuilder folded = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= 'A' && c <= 'Z') || (c >= 'À' && c <= 'Þ' && c != '×')) {
        folded.append((char) (c + 0x20));
      } else if (c == 'ß') {
        folded.append("ss");
      } else {
        folded.append(c);
      }
    }
    return folded.toString();
  }

  /** Lower, upper and lower again: ẞ becomes ß, SS, ss. */
  static String foldAny(String text) {
    String folded =
        text.toLowerCase(Locale.ROOT)
            .toUpperCase(Locale.ROOT)
            .toLowerCase(Locale.ROOT)
            .replace('ς', 'σ')
            .replace("i\u0307", "i");
    return Normalizer.normalize(folded, Normalizer.Form.NFKC);
  }

  /** Whether NFKC leaves the text as it is, all of it shows, and only ß changes its length. */
  static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 && !isPlain(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(char c) {
    return (c >= 'À' && c <= 'ÿ') || "¡§«»¿–—‘’“”„•€".indexOf(c) >= 0;
  }

  private static boolean isHidden(int c) {
    return Character.getType(c) == Character.FORMAT || (c >= 0xFE00 && c <= 0xFE0F) || c == 0x034F;
  }
}
