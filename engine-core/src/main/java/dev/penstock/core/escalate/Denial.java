package dev.penstock.core.escalate;

import java.util.Set;

/**
 * Whether something is said to be not wanted: "no need for", "I don't want", "without". Other
 * denials do not count, since "can't I talk to a manager?" and "this is not legal" mean their
 * words.
 */
final class Denial {
  private static final int NEAR = 6;
  private static final Set<String> NOT =
      Set.of("no", "not", "don't", "dont", "doesn't", "doesnt", "didn't", "didnt", "never");
  private static final Set<String> WISHES =
      Set.of("need", "want", "wish", "require", "like", "asking", "looking");

  private Denial() {}

  /** Whether the word at the index is denied by words before it; the nearest wish decides. */
  static boolean denies(Words text, int index) {
    int at = index;
    for (int near = 0; near < NEAR && !text.startsClause(at); near++) {
      at--;
      String word = text.get(at);
      if (word.equals("without")) {
        return true;
      }
      if (WISHES.contains(word)) {
        return !text.startsClause(at) && NOT.contains(text.get(at - 1)) && !asksWhy(text, at - 1);
      }
    }
    return false;
  }

  /** "Why do you not want to" asks for something. */
  private static boolean asksWhy(Words text, int not) {
    int at = not;
    while (!text.startsClause(at)) {
      at--;
    }
    return text.get(at).equals("why");
  }
}
