package dev.penstock.core.escalate;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.ContextDocument;
import dev.penstock.api.chat.Message;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Ids, amounts and dates in an answer must come from somewhere: the conversation or a document. An
 * amount may also follow from numbers there.
 */
final class FactCheck {
  private static final int LONGEST = 100_000;

  private FactCheck() {}

  static void of(List<Check> found, String answer, ChatRequest request) {
    Facts stated = Facts.of(answer);
    if (stated.isEmpty()) {
      return;
    }
    String known = known(request);
    String plain = Facts.plainId(known.toLowerCase(Locale.ROOT));
    long ids = stated.ids().keySet().stream().filter(id -> !plain.contains(id)).count();
    if (ids > 0) {
      found.add(new Check("unknown-ids", -2, ids + " ids that nobody gave it"));
    }
    if (!stated.amounts().isEmpty()) {
      int amounts = new Reckoning(Facts.numbers(known)).unexplained(answer, stated);
      if (amounts > 0) {
        found.add(new Check("unknown-amounts", -1.5, amounts + " amounts that nobody gave it"));
      }
    }
    if (!stated.dates().isEmpty()) {
      Map<String, String> days = Facts.of(known).dates();
      long dates = stated.dates().keySet().stream().filter(day -> !days.containsKey(day)).count();
      if (dates > 0) {
        found.add(new Check("unknown-dates", -1, dates + " dates that nobody gave it"));
      }
    }
  }

  private static String known(ChatRequest request) {
    StringBuilder known = new StringBuilder();
    for (ContextDocument document : request.documents()) {
      append(known, document.text());
    }
    for (Message message : request.messages().reversed()) {
      append(known, message.text());
    }
    return known.toString();
  }

  private static void append(StringBuilder known, String text) {
    int room = LONGEST - known.length();
    known.append(text, 0, Math.min(text.length(), Math.max(room, 0))).append('\n');
  }
}
