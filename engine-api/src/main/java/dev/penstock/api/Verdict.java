package dev.penstock.api;

/** What somebody thinks of an answer. */
public enum Verdict {
  /** It was right. */
  GOOD,
  /** It was wrong. */
  BAD
}
