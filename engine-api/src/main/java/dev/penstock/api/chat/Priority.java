package dev.penstock.api.chat;

/** How urgent a request is; a policy may route by it. */
public enum Priority {
  NORMAL,
  HIGH,
  URGENT
}
