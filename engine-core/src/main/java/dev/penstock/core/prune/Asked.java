package dev.penstock.core.prune;

import dev.penstock.api.chat.Message;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is asked for.
 *
 * @param references what the question refers to by number
 * @param lately the same of the question and the turns that stay
 * @param terms the stems of the question
 * @param lateTerms those of the turns that stay, without those of the question
 */
record Asked(Set<String> references, Set<String> lately, Set<String> terms, Set<String> lateTerms) {
  private static final int LONGEST = 16_000;

  static Asked of(Conversation conversation, int keptTurns, Words words) {
    String question = conversation.question();
    Set<String> references = References.in(question);
    Set<String> lately = new HashSet<>(references);
    Set<String> terms = new LinkedHashSet<>(words.of(beginning(question)));
    Set<String> lateTerms = new LinkedHashSet<>();
    List<List<Message>> turns = conversation.turns();
    for (List<Message> turn : turns.subList(turns.size() - keptTurns, turns.size())) {
      for (Message message : turn) {
        String text = beginning(message.text());
        if (!(message instanceof Message.SystemText)) {
          lately.addAll(References.in(text));
          lateTerms.addAll(words.of(text));
        }
      }
    }
    lateTerms.removeAll(terms);
    return new Asked(references, lately, terms, lateTerms);
  }

  private static String beginning(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
