package dev.penstock.api.chat;

/** How much a model shall think before it answers; providers map it to what they know. */
public enum ReasoningEffort {
  /** None. */
  NONE,
  /** The least. */
  MINIMAL,
  /** Little. */
  LOW,
  /** Some. */
  MEDIUM,
  /** Much. */
  HIGH,
  /** Very much. */
  XHIGH,
  /** As much as the model can. */
  MAX
}
