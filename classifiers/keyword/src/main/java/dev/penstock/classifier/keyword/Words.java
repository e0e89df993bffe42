package dev.penstock.classifier.keyword;

/**
 * A walk over the words of a folded text. Marks that end a sentence count as a word of their own,
 * one for several in a row, except at the ends of the text.
 */
final class Words {
  private final String text;
  private int start;
  private int end;
  private boolean isBreak;
  private boolean seenWord;

  private Words(String text) {
    this.text = text;
  }

  static Words in(String folded) {
    return new Words(folded);
  }

  /** Moves to the next word or break; false at the end of the text. */
  boolean advance() {
    boolean broken = false;
    int at = end;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      CharacterKind kind = CharacterKind.of(c);
      switch (kind) {
        case GAP -> at += Character.charCount(c);
        case BREAK -> {
          broken = seenWord;
          at += Character.charCount(c);
        }
        case LETTER, ALONE, MARK -> {
          if (broken) {
            isBreak = true;
            seenWord = false;
            end = at;
            return true;
          }
          start = at;
          end = endOfWord(at + Character.charCount(c), kind == CharacterKind.ALONE);
          isBreak = false;
          seenWord = true;
          return true;
        }
      }
    }
    end = at;
    return false;
  }

  private int endOfWord(int from, boolean alone) {
    int at = from;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      CharacterKind kind = CharacterKind.of(c);
      if (kind != CharacterKind.MARK && (alone || kind != CharacterKind.LETTER)) {
        break;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  boolean isBreak() {
    return isBreak;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }
}
