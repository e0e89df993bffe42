package dev.penstock.classifier.keyword;

/** Numbers the words of all phrases, and finds them in a text without cutting it into strings. */
final class Vocabulary {
  /** A word of no phrase. */
  static final int UNKNOWN = 0;

  /** The end of a sentence or clause. */
  static final int BREAK = 1;

  private String[] words = new String[64];
  private int[] numbers = new int[64];
  private int size = BREAK + 1;

  /** The number of the word that the walk stands at, given one if it has none. */
  int add(String text, Words at) {
    int known = find(text, at);
    if (known != UNKNOWN) {
      return known;
    }
    if (2 * size > words.length) {
      grow();
    }
    String word = text.substring(at.start(), at.end());
    put(word, size);
    return size++;
  }

  /** The number of the word that the walk stands at, or {@link #UNKNOWN}. */
  int find(String text, Words at) {
    if (at.isBreak()) {
      return BREAK;
    }
    int length = at.end() - at.start();
    int slot = hash(text, at.start(), at.end()) & (words.length - 1);
    while (words[slot] != null) {
      String word = words[slot];
      if (word.length() == length && text.startsWith(word, at.start())) {
        return numbers[slot];
      }
      slot = (slot + 1) & (words.length - 1);
    }
    return UNKNOWN;
  }

  private void put(String word, int number) {
    int slot = hash(word, 0, word.length()) & (words.length - 1);
    while (words[slot] != null) {
      slot = (slot + 1) & (words.length - 1);
    }
    words[slot] = word;
    numbers[slot] = number;
  }

  private void grow() {
    String[] oldWords = words;
    int[] oldNumbers = numbers;
    words = new String[2 * oldWords.length];
    numbers = new int[words.length];
    for (int i = 0; i < oldWords.length; i++) {
      if (oldWords[i] != null) {
        put(oldWords[i], oldNumbers[i]);
      }
    }
  }

  private static int hash(String text, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return hash ^ (hash >>> 15);
  }
}
