package dev.penstock.provider.wire;

import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Who is called, for the messages of failures.
 *
 * @param instance the name of the provider's instance
 * @param model the provider's own name of the model
 */
public record CallLabel(String instance, String model) {
  /** A failure without a status. */
  public ProviderException failure(FailureKind kind, Phase phase, String text) {
    return failure(kind, phase, text, null);
  }

  /** A failure without a status, and what caused it. */
  public ProviderException failure(
      FailureKind kind, Phase phase, String text, @Nullable Throwable cause) {
    return new ProviderException(ProviderFailure.of(kind, phase, message(text)), cause);
  }

  String message(String text) {
    return instance + ", model " + model + ": " + text;
  }
}
