package dev.penstock.core.escalate;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a customer asks for a person, in English: a word of asking with a word for a person soon
 * after it, a phrase such as "real person", or little else than a word for a person. What a policy
 * adds is looked for as phrases.
 */
final class PersonRequest {
  private static final Phrases KNOWN =
      new Phrases(
          List.of(
              "real person",
              "real human",
              "actual person",
              "actual human",
              "live person",
              "live human",
              "live agent",
              "human agent",
              "human being",
              "human representative",
              "human operator",
              "human support",
              "human help",
              "human assistance",
              "human advisor",
              "person not bot",
              "human not bot"));
  private static final Set<String> SPEAKING =
      Set.of(
          "speak",
          "speaking",
          "talk",
          "talking",
          "chat",
          "connect",
          "transfer",
          "escalate",
          "forward",
          "redirect",
          "refer",
          "switch",
          "pass",
          "hand",
          "put",
          "get",
          "give",
          "bring",
          "call",
          "contact",
          "reach");
  private static final Set<String> WANTING =
      Set.of("want", "need", "demand", "require", "prefer", "request", "insist", "wanna");
  private static final Set<String> PERSON =
      Set.of(
          "human",
          "humans",
          "person",
          "agent",
          "representative",
          "rep",
          "manager",
          "supervisor",
          "operator",
          "advisor",
          "adviser",
          "employee",
          "boss");
  private static final Set<String> ANYBODY =
      Set.of("someone", "somebody", "anyone", "anybody", "people");
  private static final Set<String> TALKING =
      Set.of("speak", "speaking", "talk", "talking", "chat", "connect", "transfer");

  /** What may follow a word for a person that somebody wants; another noun may not. */
  private static final Set<String> AFTER =
      Set.of(
          "please",
          "now",
          "to",
          "who",
          "that",
          "here",
          "instead",
          "immediately",
          "asap",
          "on",
          "right",
          "not",
          "and",
          "or",
          "from",
          "for",
          "because",
          "today",
          "about");

  private static final Set<String> POLITE =
      Set.of("please", "pls", "now", "hi", "hello", "hey", "a", "an", "the", "asap", "immediately");
  private static final int NEAR = 6;

  private final @Nullable Phrases more;

  PersonRequest(@Nullable List<String> phrases) {
    this.more = phrases == null ? null : new Phrases(phrases);
  }

  boolean isIn(Words question) {
    return KNOWN.saidIn(question) != null
        || (more != null && more.saidIn(question) != null)
        || isShort(question)
        || asks(question);
  }

  private static boolean asks(Words question) {
    for (int i = 0; i < question.size(); i++) {
      String word = question.get(i);
      if ((SPEAKING.contains(word) || WANTING.contains(word))
          && names(question, i)
          && !Denial.denies(question, i)
          && !deniesItself(question, i)) {
        return true;
      }
    }
    return false;
  }

  /** "I don't want an agent": the word of asking is the one that is denied. */
  private static boolean deniesItself(Words question, int i) {
    return i + 1 < question.size()
        && !question.startsClause(i + 1)
        && Denial.denies(question, i + 1);
  }

  private static boolean names(Words question, int start) {
    boolean talks = TALKING.contains(question.get(start));
    for (int i = start + 1; i < question.size() && i <= start + NEAR; i++) {
      if (question.startsSentence(i)) {
        return false;
      }
      String word = question.get(i);
      if (talks && ANYBODY.contains(word)) {
        return true;
      }
      if (PERSON.contains(word) && (talks || standsAlone(question, i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean standsAlone(Words question, int i) {
    return i + 1 == question.size()
        || question.startsClause(i + 1)
        || AFTER.contains(question.get(i + 1));
  }

  private static boolean isShort(Words question) {
    int rest = 0;
    boolean person = false;
    for (int i = 0; i < question.size(); i++) {
      String word = question.get(i);
      person |= PERSON.contains(word);
      rest += POLITE.contains(word) ? 0 : 1;
    }
    return person && rest == 1;
  }
}
