package dev.penstock.api.policy;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which cases go to a person. Rules about the question are looked at before those about its answer;
 * of each kind the first that holds is taken.
 *
 * @param queue who takes over, for rules that name nobody
 * @param say what the customer is told if no model is asked, for rules that say nothing; needed if
 *     there is such a rule
 * @param asksForPerson whether a customer who asks for a person gets one by the rule {@value
 *     #ASKS_FOR_PERSON}, which comes after the policy's own; null means yes
 * @param personPhrases words and phrases by which a customer asks for a person, beside those that
 *     the engine knows
 * @param confidence the file that calibrates confidence, relative to the policy; null for none
 * @param rules the rules, in order
 */
public record EscalateSpec(
    @Description("Who takes over, for rules that name nobody") String queue,
    @Description("What the customer is told if no model is asked") @Nullable String say,
    @Description("Whether a customer who asks for a person gets one")
        @Nullable Boolean asksForPerson,
    @OneOrMany @Description("Further phrases by which a customer asks for a person")
        @Nullable List<String> personPhrases,
    @Description("File that calibrates confidence") @Nullable Path confidence,
    @Description("The rules; the first that holds is taken") @Nullable List<EscalateRule> rules) {
  /** The id of the rule for customers who ask for a person. */
  public static final String ASKS_FOR_PERSON = "asks-for-person";

  private static final int MOST_RULES = 1_000;

  /** Checks and copies the components. */
  public EscalateSpec {
    if (queue.isBlank()) {
      throw new IllegalArgumentException("queue must not be blank");
    }
    if (say != null && say.isBlank()) {
      throw new IllegalArgumentException("say must not be blank");
    }
    personPhrases = EscalateWhen.phrases("person-phrases", personPhrases);
    rules = rules == null ? List.of() : List.copyOf(rules);
    if (rules.size() > MOST_RULES) {
      throw new IllegalArgumentException("rules must be at most 1,000");
    }
    for (EscalateRule rule : rules) {
      if (rule.speaks() && rule.say() == null && say == null) {
        throw new IllegalArgumentException(
            "say must be given, here or in rule "
                + rule.id()
                + ": it is what the customer is told, since no model answers");
      }
    }
  }

  /** The component, its default in place of null. */
  @Override
  public List<EscalateRule> rules() {
    return rules == null ? List.of() : rules;
  }

  /** Rules with one queue, after which a customer who asks for a person gets one. */
  public static EscalateSpec of(String queue, EscalateRule... rules) {
    return new EscalateSpec(queue, null, null, null, null, List.of(rules));
  }

  /** The same rules with a text for customers whose case no model answers. */
  public static EscalateSpec saying(String queue, String say, EscalateRule... rules) {
    return new EscalateSpec(queue, say, null, null, null, List.of(rules));
  }

  /** The same rules with a file that calibrates confidence; null means none. */
  public EscalateSpec withConfidence(@Nullable Path file) {
    return new EscalateSpec(queue, say, asksForPerson, personPhrases, file, rules);
  }

  /** The same rules, with or without that for customers who ask for a person. */
  public EscalateSpec withAsksForPerson(boolean value) {
    return new EscalateSpec(queue, say, value, personPhrases, confidence, rules);
  }
}
