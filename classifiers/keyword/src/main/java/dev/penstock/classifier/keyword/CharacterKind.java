package dev.penstock.classifier.keyword;

/** What a character of a folded text is to the search for words. */
enum CharacterKind {
  /** Stands between words, and also inside of a phrase: white space, hyphens, quotes, commas. */
  GAP,
  /** Ends a sentence or a clause, so no phrase without such a mark spans it. */
  BREAK,
  /** A part of a word, together with its neighbours. */
  LETTER,
  /** A word on its own: a character of a script without spaces between words, or a symbol. */
  ALONE,
  /** An accent or the like, a part of what stands before it. */
  MARK;

  private static final CharacterKind[] ASCII = new CharacterKind[128];

  static {
    for (int c = 0; c < ASCII.length; c++) {
      ASCII[c] = find(c);
    }
  }

  static CharacterKind of(int c) {
    return c < ASCII.length ? ASCII[c] : find(c);
  }

  private static CharacterKind find(int c) {
    if (".!?;:¡¿。؟؛।\u2029".indexOf(c) >= 0) {
      return BREAK;
    }
    return switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.LETTER_NUMBER ->
          isUnspaced(c) ? ALONE : LETTER;
      case Character.DECIMAL_DIGIT_NUMBER, Character.OTHER_NUMBER -> LETTER;
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          MARK;
      case Character.OTHER_SYMBOL, Character.CURRENCY_SYMBOL -> ALONE;
      default -> GAP;
    };
  }

  /** Hangul has spaces, but joins particles to its words as if it had none. */
  private static boolean isUnspaced(int c) {
    if (c < 0x0E00) {
      return false;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, THAI, LAO, KHMER, MYANMAR -> true;
      default -> c == 'ー';
    };
  }
}
