package dev.penstock.core.match;

import java.util.List;
import java.util.Set;

/** Both must be negated an even or both an odd number of times. */
final class NegationGuard implements Guard {
  private static final Set<String> NEGATORS =
      Set.of(
          "not",
          "no",
          "never",
          "none",
          "nothing",
          "neither",
          "nor",
          "without",
          "cannot",
          "cant",
          "dont",
          "doesnt",
          "didnt",
          "isnt",
          "arent",
          "wasnt",
          "werent",
          "wont",
          "wouldnt",
          "couldnt",
          "shouldnt",
          "hasnt",
          "havent",
          "unable",
          "nicht",
          "kein",
          "keine",
          "keinen",
          "nie",
          "ohne",
          "pas",
          "jamais",
          "sans",
          "sin",
          "nunca",
          "niet",
          "geen",
          "non",
          "senza");

  private static final Set<String> KNOWING = Set.of("know", "sure", "understand", "remember");

  @Override
  public String name() {
    return "negation";
  }

  @Override
  public boolean refuses(Phrase asked, Phrase stored) {
    return isNegated(asked) != isNegated(stored);
  }

  private static boolean isNegated(Phrase phrase) {
    return negations(phrase) % 2 == 1;
  }

  /** How often something is denied; "I don't know how" and "or not" deny nothing. */
  static int negations(Phrase phrase) {
    List<String> words = phrase.words();
    int negations = 0;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (NEGATORS.contains(word) || word.endsWith("n't")) {
        boolean knows = i + 1 < words.size() && KNOWING.contains(words.get(i + 1));
        boolean orNot = i > 0 && words.get(i - 1).equals("or");
        negations += knows || orNot ? 0 : 1;
      }
    }
    return negations;
  }
}
