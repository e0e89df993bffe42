package dev.penstock.core.escalate;

import dev.penstock.api.chat.ContextDocument;
import dev.penstock.api.explain.Attempt;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes the summary of a case for the person who takes it over: what was asked and named, what
 * there is to look at, what was tried. It is cut to a length, and secrets are hidden.
 */
final class EscalationText {
  private static final int LONGEST = 1_600;
  private static final int QUESTION = 400;
  private static final int ANSWER = 300;
  private static final int MOST_FACTS = 12;
  private static final int MOST_NAMES = 12;

  private final StringBuilder out = new StringBuilder();

  private EscalationText() {}

  static String of(Asked asked, About about, Outcome outcome) {
    EscalationText text = new EscalationText();
    text.write(asked, about, outcome);
    return cut(text.out.toString().strip(), LONGEST);
  }

  private void write(Asked asked, About about, Outcome outcome) {
    String question = Redaction.of(cut(asked.question(), QUESTION * 4));
    line("Question", sentences(question, QUESTION));
    line("About", about(asked, about));
    line("Named", some(Facts.of(question).all(), MOST_FACTS));
    line(
        "Given",
        some(
            asked.request().documents().stream()
                .map(ContextDocument::name)
                .distinct()
                .map(name -> cut(name, 60))
                .toList(),
            MOST_NAMES));
    if (asked.times() > 1) {
      line("Asked", asked.times() + " times in this session");
    }
    line(
        "Failed",
        some(
            outcome.tried().stream()
                .filter(attempt -> attempt.outcome() != Attempt.Outcome.ANSWERED)
                .map(Attempt::model)
                .distinct()
                .toList(),
            MOST_NAMES));
    String answer = outcome.answer();
    line(
        "Answer",
        answer == null
            ? "none"
            : outcome.by() + ": " + sentences(Redaction.of(cut(answer, ANSWER * 4)), ANSWER));
  }

  private static String about(Asked asked, About about) {
    StringBuilder text = new StringBuilder();
    if (about.intent() != null) {
      text.append("intent ").append(about.intent()).append(", ");
    }
    if (about.tier() != null) {
      text.append("tier ").append(about.tier()).append(", ");
    }
    return text.append(word(asked.request().metadata().priority())).append(" priority").toString();
  }

  private void line(String label, String text) {
    if (!text.isEmpty()) {
      out.append(label).append(": ").append(text).append('\n');
    }
  }

  private static String some(List<String> all, int most) {
    return all.stream().limit(most).collect(Collectors.joining(", "))
        + (all.size() > most ? " and " + (all.size() - most) + " more" : "");
  }

  /** The first sentences, in one line; the first alone is cut if it is too long. */
  private static String sentences(String text, int most) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.length() <= most) {
      return line;
    }
    int end = 0;
    for (int i = 0; i < most; i++) {
      boolean ends = ".!?".indexOf(line.charAt(i)) >= 0 && line.charAt(i + 1) == ' ';
      end = ends ? i + 1 : end;
    }
    return end > 0 ? line.substring(0, end) + " \u2026" : cut(line, most);
  }

  /** Cuts at a space if there is one near, and never in a surrogate pair. */
  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int space = text.lastIndexOf(' ', most - 2);
    int end = space > most / 2 ? space : most - 2;
    end = Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    return text.substring(0, end) + " \u2026";
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
