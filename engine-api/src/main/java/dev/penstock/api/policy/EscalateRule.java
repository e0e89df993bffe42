package dev.penstock.api.policy;

import dev.penstock.api.chat.Priority;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rule that gives a case to a person.
 *
 * @param id its name in answers and explanations
 * @param when when it holds
 * @param queue who takes over; null means the queue of all rules
 * @param priority the least priority of the case; null means that of the request
 * @param answer whether a model is asked all the same; null means yes, if there is one to ask
 * @param say what the customer is told if no model is asked; null means the text of all rules
 */
public record EscalateRule(
    @Description("Name in answers and explanations") String id,
    @Description("When it holds") EscalateWhen when,
    @Description("Who takes over") @Nullable String queue,
    @Description("The least priority of the case") @Nullable Priority priority,
    @Description("Whether a model is asked all the same") @Nullable Boolean answer,
    @Description("What the customer is told if no model is asked") @Nullable String say) {
  /** Checks the components. */
  public EscalateRule {
    Objects.requireNonNull(when, "when");
    if (id.isBlank()) {
      throw new IllegalArgumentException("id must not be blank");
    }
    if (queue != null && queue.isBlank()) {
      throw new IllegalArgumentException("queue must not be blank");
    }
    if (say != null && say.isBlank()) {
      throw new IllegalArgumentException("say must not be blank");
    }
    if (Boolean.FALSE.equals(answer) && when.asksAnswer()) {
      throw new IllegalArgumentException(
          "answer must not be false in a rule about what an answer says");
    }
    if (Boolean.TRUE.equals(answer) && when.asksEnd()) {
      throw new IllegalArgumentException(
          "answer must not be true in a rule for requests that nobody answers");
    }
  }

  /** A rule with the queue, priority and text of all rules, for which a model is asked. */
  public static EscalateRule of(String id, EscalateWhen when) {
    return new EscalateRule(id, when, null, null, null, null);
  }

  /** The same rule with another queue; null means that of all rules. */
  public EscalateRule withQueue(@Nullable String value) {
    return new EscalateRule(id, when, value, priority, answer, say);
  }

  /** The same rule with a least priority; null means none. */
  public EscalateRule withPriority(@Nullable Priority value) {
    return new EscalateRule(id, when, queue, value, answer, say);
  }

  /** The same rule, for which no model is asked; null means the text of all rules. */
  public EscalateRule withoutAnswer(@Nullable String text) {
    return new EscalateRule(id, when, queue, priority, false, text);
  }

  /** Whether its customer gets the policy's text in place of a model's answer. */
  public boolean speaks() {
    return Boolean.FALSE.equals(answer) || when.asksEnd();
  }
}
