package dev.penstock.api.chat;

/** Why a model stopped. */
public enum FinishReason {
  /** The answer is complete. */
  STOP,
  /** The output limit cut it. */
  LENGTH,
  /** It wants tools called. */
  TOOL_CALLS,
  /** A filter of the provider held it back. */
  CONTENT_FILTER,
  /** Anything else the provider said. */
  OTHER
}
