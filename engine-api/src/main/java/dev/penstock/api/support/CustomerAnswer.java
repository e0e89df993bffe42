package dev.penstock.api.support;

import dev.penstock.api.Answer;
import dev.penstock.api.Escalation;
import dev.penstock.api.JsonText;
import dev.penstock.api.money.Usd;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a customer.
 *
 * @param queryId the question's id, or the one the engine gave it
 * @param text the answer
 * @param provider who gave it
 * @param model the policy's name of the model that gave it
 * @param simulated whether the provider only simulates one
 * @param tier the tier that the question was treated as
 * @param confidence the chance that the answer is right, 0 to 1
 * @param escalation whether and why a person must take over, or null
 * @param latency how long it took, all attempts and decisions included
 * @param cost what it cost, over all attempts
 * @param timestamp when it was there
 */
public record CustomerAnswer(
    String queryId,
    String text,
    String provider,
    String model,
    boolean simulated,
    String tier,
    double confidence,
    @Nullable Escalation escalation,
    Duration latency,
    Usd cost,
    Instant timestamp) {
  /** What a customer and their service see of an answer. */
  public static CustomerAnswer of(Answer answer, Instant timestamp) {
    return new CustomerAnswer(
        answer.requestId(),
        answer.text(),
        answer.route().provider(),
        answer.route().model(),
        answer.route().simulated(),
        answer.route().tier(),
        answer.confidence().value(),
        answer.escalation(),
        answer.timing().total(),
        answer.cost(),
        timestamp);
  }

  /** Whether a person must take over. */
  public boolean isEscalated() {
    return escalation != null;
  }

  /** The answer as JSON, in the form that {@link JsonText} describes. */
  public String toJson() {
    return JsonText.of(this);
  }
}
