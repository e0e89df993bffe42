package dev.penstock.api.chat;

/** How urgent a request is; a policy may route by it. */
public enum Priority {
  /** The usual. */
  NORMAL,
  /** More than usual. */
  HIGH,
  /** The most. */
  URGENT
}
