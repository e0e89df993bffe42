package dev.penstock.samples.shopmodel;

import dev.penstock.api.policy.Description;
import dev.penstock.api.policy.OneOrMany;
import java.util.List;

/**
 * The content of a file of frequent questions.
 *
 * @param entries questions and answers
 */
public record Faq(@Description("Questions and answers") List<Entry> entries) {
  /** Refuses an empty list. */
  public Faq {
    entries = List.copyOf(entries);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("entries must hold at least one question");
    }
  }

  /**
   * One answer.
   *
   * @param question the question, maybe in several wordings
   * @param answer what to say
   */
  public record Entry(
      @OneOrMany @Description("The question, maybe in several wordings") List<String> question,
      @Description("The answer") String answer) {
    /** Refuses an entry without a question or an answer. */
    public Entry {
      question = List.copyOf(question);
      if (question.isEmpty()) {
        throw new IllegalArgumentException("question must have at least one wording");
      }
      if (answer.isBlank()) {
        throw new IllegalArgumentException("answer must not be empty");
      }
    }
  }
}
