package dev.penstock.api.chat;

/** How much a model shall think before it answers; providers map it to what they know. */
public enum ReasoningEffort {
  NONE,
  MINIMAL,
  LOW,
  MEDIUM,
  HIGH,
  XHIGH,
  MAX
}
