package dev.penstock.api.explain;

/**
 * The rule by which a person takes over.
 *
 * @param rule the policy's rule
 * @param reason why it holds; no words of the customer's but those that the policy looks for
 * @param queue who takes over
 * @param answered whether a model answers all the same
 */
public record EscalationTrace(String rule, String reason, String queue, boolean answered) {}
