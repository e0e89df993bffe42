package dev.penstock.core.policy;

/**
 * How large a file may be.
 *
 * @param bytes its size
 * @param entries the entries of each of its lists and mappings
 */
record Limits(int bytes, int entries) {
  static final Limits POLICY = new Limits(1 << 20, 1_000);

  /** A prompt. */
  static final Limits TEXT = new Limits(256 << 10, 0);

  /** A file of rules or examples that a plugin reads. */
  static final Limits PLUGIN_FILE = new Limits(4 << 20, 10_000);
}
