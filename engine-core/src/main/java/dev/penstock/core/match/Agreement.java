package dev.penstock.core.match;

/** Whether two answers to one question say the same. */
public enum Agreement {
  /** They do. */
  SAME,
  /** They do not: one of them is wrong. */
  DIFFERENT,
  /** It cannot be told from their texts. */
  UNSURE
}
