package dev.penstock.api.chat;

import java.util.Objects;

/**
 * A model's wish to have a tool called.
 *
 * @param id the call's id, which the result must carry
 * @param name the tool's name
 * @param arguments the arguments as JSON text, just as the model wrote them
 */
public record ToolCall(String id, String name, String arguments) {
  /** Checks and copies the components. */
  public ToolCall {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(arguments, "arguments");
  }
}
