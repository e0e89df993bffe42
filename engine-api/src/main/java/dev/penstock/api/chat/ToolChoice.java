package dev.penstock.api.chat;

import java.util.Objects;

/** Whether and which tool the model must call. */
public sealed interface ToolChoice {
  /** The model decides. */
  ToolChoice AUTO = Mode.AUTO;

  /** No tool may be called. */
  ToolChoice NONE = Mode.NONE;

  /** Some tool must be called. */
  ToolChoice REQUIRED = Mode.REQUIRED;

  /** This very tool must be called. */
  static ToolChoice named(String tool) {
    return new Named(tool);
  }

  /** The choices without a name. */
  enum Mode implements ToolChoice {
    /** The model decides. */
    AUTO,
    /** None. */
    NONE,
    /** Some tool must be called. */
    REQUIRED
  }

  /**
   * This very tool must be called.
   *
   * @param tool its name
   */
  record Named(String tool) implements ToolChoice {
    /** Checks and copies the components. */
    public Named {
      Objects.requireNonNull(tool, "tool");
    }
  }
}
