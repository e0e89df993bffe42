package dev.penstock.classifier.learned;

import java.util.List;
import java.util.Set;

/** Counts the clauses of a text that ask for something. */
final class Requests {
  private static final String SENTENCE_ENDS = ".!?;。！？";
  private static final String CLAUSE_ENDS = SENTENCE_ENDS + ",\n";
  private static final Set<String> JOINING =
      Set.of("and", "also", "then", "plus", "und", "sowie", "dann");

  private static final Set<String> VERBS =
      Set.of(
          "cancel",
          "change",
          "refund",
          "return",
          "send",
          "ship",
          "give",
          "tell",
          "show",
          "check",
          "update",
          "add",
          "remove",
          "replace",
          "exchange",
          "explain",
          "compare",
          "recommend",
          "help",
          "find",
          "make",
          "issue",
          "confirm",
          "correct",
          "fix",
          "delete",
          "book",
          "apply",
          "combine",
          "split",
          "move",
          "write",
          "list",
          "let",
          "storniere",
          "stornieren",
          "ändere",
          "ändern",
          "schicke",
          "schicken",
          "sende",
          "senden",
          "erstatte",
          "erstatten",
          "prüfe",
          "prüfen",
          "erkläre");
  private static final Set<String> WISHES =
      Set.of(
          "please", "want", "need", "like", "wish", "bitte", "möchte", "will", "brauche", "can",
          "could", "would", "kannst", "können", "könnten");
  private static final int FILLERS = 3;

  private Requests() {}

  static int in(String text) {
    int count = 0;
    int inSentence = 0;
    int start = 0;
    for (int at = 0; at <= text.length(); at++) {
      char end = at < text.length() ? text.charAt(at) : '\n';
      if (CLAUSE_ENDS.indexOf(end) < 0) {
        continue;
      }
      inSentence += joined(Words.of(text.substring(start, at)));
      start = at + 1;
      if (SENTENCE_ENDS.indexOf(end) >= 0) {
        boolean bare = inSentence == 0 && (end == '?' || end == '？');
        count += bare && !repeated(text, at) ? 1 : inSentence;
        inSentence = 0;
      }
    }
    return count + inSentence;
  }

  /** Whether the mark follows another one, and so ends nothing. */
  private static boolean repeated(String text, int at) {
    return at == 0 || SENTENCE_ENDS.indexOf(text.charAt(at - 1)) >= 0;
  }

  private static int joined(List<String> words) {
    int count = 0;
    int start = 0;
    for (int at = 0; at <= words.size(); at++) {
      if (at == words.size() || JOINING.contains(words.get(at))) {
        count += asks(words.subList(start, at)) ? 1 : 0;
        start = at + 1;
      }
    }
    return count;
  }

  /** A wish anywhere, or one of the verbs among the first words. */
  private static boolean asks(List<String> words) {
    return words.stream().limit(FILLERS).anyMatch(VERBS::contains)
        || (words.size() > 1 && words.stream().anyMatch(WISHES::contains));
  }
}
