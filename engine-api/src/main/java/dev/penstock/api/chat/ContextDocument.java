package dev.penstock.api.chat;

import java.util.Objects;

/**
 * Data the answer depends on, such as the customer's orders. It goes upstream as context and is a
 * part of the cache key, so an answer about one customer's order is never recalled for another.
 *
 * @param name what it is, such as {@code order} or {@code return-policy}
 * @param text its content, preferably compact
 */
public record ContextDocument(String name, String text) {
  /** Checks and copies the components. */
  public ContextDocument {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(text, "text");
  }
}
