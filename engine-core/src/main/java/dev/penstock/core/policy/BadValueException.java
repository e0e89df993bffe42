package dev.penstock.core.policy;

/** A value that is no use; its message says what was expected and never repeats the value. */
final class BadValueException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  BadValueException(String code, String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }

  String expected() {
    return String.valueOf(getMessage());
  }
}
