package dev.penstock.core.policy;

/**
 * The text of a file that a policy names.
 *
 * @param text without byte order mark
 * @param sha256 of the bytes, in hex
 */
public record NamedText(String text, String sha256) {}
