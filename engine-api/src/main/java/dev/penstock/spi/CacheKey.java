package dev.penstock.spi;

import java.util.Objects;

/**
 * The key of an answer.
 *
 * @param partition the SHA-256, in hexadecimal, of all that must be equal besides the question:
 *     tenant, what matters of the policy, tools, format, context
 * @param exact the SHA-256, in hexadecimal, of partition and normalised question
 * @param question the normalised last user's message
 */
public record CacheKey(String partition, String exact, String question) {
  @Override
  public boolean equals(Object other) {
    return other instanceof CacheKey key && key.exact.equals(exact);
  }

  @Override
  public int hashCode() {
    return exact.hashCode();
  }

  /** Checks and copies the components. */
  public CacheKey {
    Objects.requireNonNull(partition, "partition");
    Objects.requireNonNull(exact, "exact");
    Objects.requireNonNull(question, "question");
  }
}
