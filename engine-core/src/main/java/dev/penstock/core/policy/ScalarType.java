package dev.penstock.core.policy;

import java.util.Map;

/**
 * How a single value becomes an object, and what the JSON Schema says of it.
 *
 * @param unquoted whether quotes around the value are a mistake
 * @param reader reads the text
 * @param schema the value's JSON Schema, which need not allow for references
 */
record ScalarType(boolean unquoted, Reader reader, Map<String, ?> schema) {
  /** Reads a value's text. */
  interface Reader {
    Object read(String text) throws BadValueException;
  }
}
