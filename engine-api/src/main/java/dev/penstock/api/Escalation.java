package dev.penstock.api;

import dev.penstock.api.chat.Priority;
import java.util.Objects;

/**
 * A person must take over.
 *
 * @param rule the policy's rule that says so
 * @param reason why, for the person who takes over
 * @param queue who
 * @param priority how urgent it is, as far as the engine can tell
 * @param summary the case in a few lines: it holds words of the customer
 */
public record Escalation(
    String rule, String reason, String queue, Priority priority, String summary) {
  /** Checks the components. */
  public Escalation {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(queue, "queue");
    Objects.requireNonNull(priority, "priority");
    Objects.requireNonNull(summary, "summary");
  }
}
