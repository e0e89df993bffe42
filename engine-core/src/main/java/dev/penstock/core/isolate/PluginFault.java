package dev.penstock.core.isolate;

/** An error, such as a missing class, out of a plugin. */
public final class PluginFault extends Exception {
  private static final long serialVersionUID = 1L;

  PluginFault(Error error) {
    super(error);
  }

  String errorName() {
    Throwable error = getCause();
    return error == null ? "an error" : error.getClass().getName();
  }
}
