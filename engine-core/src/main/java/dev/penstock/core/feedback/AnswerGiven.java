package dev.penstock.core.feedback;

import org.jspecify.annotations.Nullable;

/**
 * What a request was answered, as far as a verdict on it teaches something.
 *
 * @param question its first 8,000 characters
 * @param difficulty what made the tier, or null
 * @param recalled whether the answer was given before, to this question or a similar one
 * @param score of the confidence before calibration
 * @param confidence how sure the engine was
 */
public record AnswerGiven(
    String tenant,
    String question,
    String tier,
    @Nullable String intent,
    String route,
    String model,
    @Nullable Double difficulty,
    boolean recalled,
    double score,
    double confidence) {
  /** Thousands are remembered, and callers paste whole books. */
  private static final int LONGEST = 8_000;

  /** Cuts the question, and no character of it in two. */
  public AnswerGiven {
    if (question.length() > LONGEST) {
      boolean split = Character.isHighSurrogate(question.charAt(LONGEST - 1));
      question = question.substring(0, split ? LONGEST - 1 : LONGEST);
    }
  }
}
