package dev.penstock.core.match;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Cuts regular endings of English words, so that the forms of a word count as one. */
final class Stem {
  private static final String[] ENDINGS = {"ing", "ed", "es", "s", "ly"};
  private static final int LEAST = 3;
  private static final Set<String> EMPTY_WORDS =
      Set.of(
          ("a an the is are was were be been to of in on at for and or i my me you your we our it"
                  + " its this that do does did can could would will shall should have has had how"
                  + " what when where why which who with from by as if so please help need want"
                  + " like get am im there")
              .split(" ", -1));

  private Stem() {}

  static String of(String word) {
    for (String ending : ENDINGS) {
      if (word.endsWith(ending) && word.length() - ending.length() >= LEAST) {
        return word.substring(0, word.length() - ending.length());
      }
    }
    return word;
  }

  static Set<String> all(List<String> words) {
    Set<String> stems = new HashSet<>();
    words.forEach(word -> stems.add(of(word)));
    return stems;
  }

  /** Without words that say little; all of them if nothing else is there. */
  static Set<String> content(List<String> words) {
    Set<String> stems = new HashSet<>();
    for (String word : words) {
      if (!EMPTY_WORDS.contains(word)) {
        stems.add(of(word));
      }
    }
    return stems.isEmpty() ? all(words) : stems;
  }
}
