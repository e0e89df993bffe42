package dev.penstock.core.escalate;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.core.match.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks for what right answers rarely have. The weights are logarithms of odds, by judgement. */
final class AnswerChecks {
  private static final int MOST_HEDGES = 3;
  private static final int ASKED_AT_LENGTH = 6;
  private static final int SHORTEST = 3;
  private static final int GRAM = 6;
  private static final int LONG_ENOUGH = 30;

  private static final Phrases GIVES_UP =
      new Phrases(
          List.of(
              "I cannot",
              "I can't",
              "I can not",
              "we cannot help",
              "we can't help",
              "unable to help",
              "unable to assist",
              "unable to process",
              "unable to access",
              "unable to answer",
              "I am unable",
              "I'm unable",
              "not able to help",
              "not able to assist",
              "not able to access",
              "not able to process",
              "I am not able",
              "I'm not able",
              "as an AI",
              "I don't have access",
              "I do not have access",
              "I don't have the ability",
              "I don't know",
              "I do not know",
              "beyond my",
              "outside my",
              "transfer you to",
              "connect you to",
              "connect you with",
              "hand you over",
              "pass you to",
              "escalate this",
              "escalate your",
              "escalate it",
              "escalate the matter",
              "I have escalated",
              "I've escalated",
              "I will escalate",
              "I'll escalate",
              "colleague will",
              "human agent",
              "contact customer service",
              "contact customer support",
              "contact our customer service",
              "contact our support",
              "contact support",
              "speak to a representative",
              "speak with a representative",
              "speak to a manager",
              "speak with a manager",
              "speak to a supervisor",
              "speak with a supervisor"));
  private static final Phrases HEDGES =
      new Phrases(
          List.of(
              "I think",
              "I believe",
              "I assume",
              "I guess",
              "I suppose",
              "probably",
              "perhaps",
              "maybe",
              "might be",
              "possibly",
              "presumably",
              "not sure",
              "not certain",
              "unclear",
              "as far as I know",
              "it seems",
              "it appears",
              "approximately",
              "assuming"));

  private AnswerChecks() {}

  /** Whether the model says that it cannot help, or hands over. */
  static boolean givesUp(Words answer) {
    return GIVES_UP.saidIn(answer) != null;
  }

  /** What was found; empty for nothing wrong, and for an answer that calls tools. */
  static List<Check> of(GivenAnswer answer, Words words, ChatRequest request, String question) {
    List<Check> found = new ArrayList<>();
    if (answer.finish() == FinishReason.LENGTH) {
      found.add(new Check("cut-off", -2, "the output limit cut it"));
    } else if (answer.finish() == FinishReason.CONTENT_FILTER) {
      found.add(new Check("filtered", -4, "a filter held it back"));
    }
    if (answer.callsTools()) {
      return found;
    }
    if (answer.text().isBlank()) {
      found.add(new Check("empty", -5, "it says nothing"));
      return found;
    }
    if (!request.responseFormat().equals(ResponseFormat.TEXT)) {
      String wrong = JsonCheck.problem(answer.text(), request.responseFormat());
      if (wrong != null) {
        found.add(new Check("json", -4, wrong));
      }
    } else {
      wording(found, words, question);
      language(found, answer.text(), request, question);
    }
    repetition(found, words);
    FactCheck.of(found, answer.text(), request);
    return found;
  }

  private static void wording(List<Check> found, Words words, String question) {
    if (words.size() < SHORTEST && Words.of(question).size() >= ASKED_AT_LENGTH) {
      found.add(new Check("short", -0.5, "it has fewer than 3 words"));
    }
    if (givesUp(words)) {
      found.add(new Check("gives-up", -4, "the model says that it cannot help, or hands over"));
    }
    int hedges = HEDGES.count(words, MOST_HEDGES);
    if (hedges > 0) {
      found.add(new Check("hedges", -0.4 * hedges, "it is unsure of itself, " + hedges + " times"));
    }
  }

  private static void language(
      List<Check> found, String answer, ChatRequest request, String question) {
    String its = Language.of(answer);
    String asked = its == null ? null : expected(request, question);
    if (its != null && asked != null && !its.equals(asked) && !Language.mayBe(asked, answer)) {
      found.add(new Check("language", -2.5, "it is in " + its + ", the question in " + asked));
    }
  }

  private static @Nullable String expected(ChatRequest request, String question) {
    String asked = Language.of(question);
    Locale locale = request.metadata().locale();
    return asked != null || locale == null || locale.getLanguage().isEmpty()
        ? asked
        : Language.isTold(locale.getLanguage()) ? locale.getLanguage() : null;
  }

  /** Whether most runs of six words come more than once. */
  private static void repetition(List<Check> found, Words words) {
    int runs = words.size() - GRAM + 1;
    if (words.size() < LONG_ENOUGH) {
      return;
    }
    Map<Integer, Integer> times = new HashMap<>();
    for (int i = 0; i < runs; i++) {
      times.merge(words.all().subList(i, i + GRAM).hashCode(), 1, Integer::sum);
    }
    int again = times.values().stream().filter(n -> n > 1).mapToInt(n -> n).sum();
    if (again * 2 > runs) {
      found.add(new Check("repeats", -2, "it says the same again and again"));
    }
  }
}
