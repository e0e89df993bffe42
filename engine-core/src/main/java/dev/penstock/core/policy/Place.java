package dev.penstock.core.policy;

/**
 * A place in a file.
 *
 * @param line from 1, or 0 for none
 * @param column from 1, or 0 for none
 */
record Place(int line, int column) {
  static final Place NONE = new Place(0, 0);
  static final Place START = new Place(1, 1);
}
