package dev.penstock.api.explain;

/**
 * A part of a cache key.
 *
 * @param name what it is, such as {@code tenant}
 * @param value its value, or the SHA-256 of it where it is long or private
 */
public record KeyPart(String name, String value) {}
