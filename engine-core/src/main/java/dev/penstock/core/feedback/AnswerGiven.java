package dev.penstock.core.feedback;

import org.jspecify.annotations.Nullable;

/**
 * What a request was answered, as far as a verdict on it teaches something.
 *
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
    double confidence) {}
