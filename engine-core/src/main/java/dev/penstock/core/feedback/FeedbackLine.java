package dev.penstock.core.feedback;

import dev.penstock.api.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the file, with the keys as they stand there.
 *
 * @param at when the verdict came
 */
public record FeedbackLine(
    int version,
    String requestId,
    Instant at,
    Verdict verdict,
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
  static FeedbackLine of(String requestId, Instant at, Verdict verdict, AnswerGiven given) {
    return new FeedbackLine(
        Feedback.VERSION,
        requestId,
        at,
        verdict,
        given.tenant(),
        given.question(),
        given.tier(),
        given.intent(),
        given.route(),
        given.model(),
        given.difficulty(),
        given.recalled(),
        given.score(),
        given.confidence());
  }
}
