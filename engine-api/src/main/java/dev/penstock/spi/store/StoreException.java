package dev.penstock.spi.store;

/** A store that cannot do what it was asked. The message says which one, why, and what to do. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** An exception without a cause. */
  public StoreException(String message) {
    super(message);
  }

  /** An exception with its cause. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
