package dev.penstock.api.chat;

import java.util.Objects;

/**
 * A tool the model may call.
 *
 * @param name its name, unique in the request
 * @param description what it does, for the model
 * @param parameters the JSON Schema of its arguments, as JSON text
 * @param strict whether the provider must hold the model to the schema
 */
public record ToolSpec(String name, String description, String parameters, boolean strict) {
  /** Checks and copies the components. */
  public ToolSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(parameters, "parameters");
    if (name.isBlank()) {
      throw new IllegalArgumentException("a tool needs a name");
    }
  }

  /** A tool whose schema is a guide, not enforced. */
  public static ToolSpec of(String name, String description, String parameters) {
    return new ToolSpec(name, description, parameters, false);
  }
}
