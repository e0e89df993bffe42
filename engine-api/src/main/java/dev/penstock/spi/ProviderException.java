package dev.penstock.spi;

import org.jspecify.annotations.Nullable;

/** A call to a provider that gave no complete answer. */
public final class ProviderException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ProviderFailure failure;

  /** An exception that carries a classified failure. */
  public ProviderException(ProviderFailure failure) {
    this(failure, null);
  }

  /** An exception that carries a classified failure and its cause. */
  public ProviderException(ProviderFailure failure, @Nullable Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  /** What happened. */
  public ProviderFailure failure() {
    return failure;
  }
}
