package dev.penstock.core.escalate;

import java.util.HashSet;
import java.util.Set;

/**
 * The regular forms of an English word: plurals, and what verbs end in. A word with another ending,
 * such as "manager" beside "manage", is another word.
 */
final class Inflection {
  private static final int LEAST = 3;
  private static final String VOWELS = "aeiou";

  private Inflection() {}

  /** The word and its forms; some are of no use, such as "legaled". */
  static Set<String> forms(String word) {
    Set<String> forms = new HashSet<>();
    forms.add(word);
    if (word.length() < LEAST || !isLatin(word)) {
      return forms;
    }
    String start = word.substring(0, word.length() - 1);
    char last = word.charAt(word.length() - 1);
    char before = word.charAt(word.length() - 2);
    if (last == 'y' && !isVowel(before)) {
      forms.add(start + "ies");
      forms.add(start + "ied");
      forms.add(word + "ing");
    } else if (last == 'e') {
      forms.add(word + "s");
      forms.add(word + "d");
      forms.add(before == 'i' ? word.substring(0, word.length() - 2) + "ying" : start + "ing");
    } else {
      forms.add(word + (isHissed(word, last, before) ? "es" : "s"));
      forms.add(word + "ed");
      forms.add(word + "ing");
      if (doubles(word, last, before)) {
        forms.add(word + last + "ed");
        forms.add(word + last + "ing");
      }
    }
    return forms;
  }

  private static boolean isHissed(String word, char last, char before) {
    return "sxz".indexOf(last) >= 0
        || (last == 'h' && (before == 'c' || before == 's'))
        || (last == 'o' && !isVowel(before) && word.length() > LEAST);
  }

  private static boolean doubles(String word, char last, char before) {
    return !isVowel(last)
        && "wxy".indexOf(last) < 0
        && isVowel(before)
        && !isVowel(word.charAt(word.length() - 3));
  }

  private static boolean isVowel(char c) {
    return VOWELS.indexOf(c) >= 0;
  }

  private static boolean isLatin(String word) {
    return word.chars().allMatch(c -> c >= 'a' && c <= 'z');
  }
}
