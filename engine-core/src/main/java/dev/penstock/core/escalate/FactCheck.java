package dev.penstock.core.escalate;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.ContextDocument;
import dev.penstock.api.chat.Message;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ids, amounts and dates in an answer must come from somewhere: the conversation or a document. An
 * amount may also be the sum or the difference of two numbers there.
 */
final class FactCheck {
  private static final int LONGEST = 100_000;
  private static final int MOST_NUMBERS = 60;

  private FactCheck() {}

  static void of(List<Check> found, String answer, ChatRequest request) {
    Facts stated = Facts.of(answer);
    if (stated.isEmpty()) {
      return;
    }
    String known = known(request);
    String plain = Facts.plainId(known.toLowerCase(java.util.Locale.ROOT));
    long ids = stated.ids().keySet().stream().filter(id -> !plain.contains(id)).count();
    if (ids > 0) {
      found.add(new Check("unknown-ids", -2, ids + " ids that nobody gave it"));
    }
    if (!stated.amounts().isEmpty()) {
      Set<String> numbers = Facts.numbers(known);
      long amounts =
          stated.amounts().keySet().stream().filter(a -> !reconciles(a, numbers)).count();
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

  private static boolean reconciles(String amount, Set<String> numbers) {
    if (numbers.contains(amount)) {
      return true;
    }
    BigDecimal wanted = new BigDecimal(amount);
    return numbers.stream()
        .limit(MOST_NUMBERS)
        .map(BigDecimal::new)
        .anyMatch(
            one ->
                numbers.contains(plain(wanted.subtract(one)))
                    || numbers.contains(plain(wanted.add(one))));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
