package dev.penstock.api;

/**
 * A person must take over.
 *
 * @param reason why
 * @param queue who
 */
public record Escalation(String reason, String queue) {}
