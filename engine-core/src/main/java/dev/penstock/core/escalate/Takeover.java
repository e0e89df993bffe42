package dev.penstock.core.escalate;

import dev.penstock.api.chat.Priority;
import dev.penstock.api.explain.EscalationTrace;
import org.jspecify.annotations.Nullable;

/**
 * A rule that holds.
 *
 * @param rule its id
 * @param reason why it holds
 * @param queue who takes over
 * @param priority the least priority of the case
 * @param say what the customer is told in place of a model's answer, or null if a model is asked
 */
public record Takeover(
    String rule, String reason, String queue, Priority priority, @Nullable String say) {
  /** What the explanation says of it. */
  public EscalationTrace trace() {
    return new EscalationTrace(rule, reason, queue, say == null);
  }
}
