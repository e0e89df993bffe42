package dev.penstock.provider.openai;

import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import org.jspecify.annotations.Nullable;

/** Who is called, for the messages of failures. */
record CallLabel(String instance, String model) {
  ProviderException failure(FailureKind kind, Phase phase, String text) {
    return failure(kind, phase, text, null);
  }

  ProviderException failure(FailureKind kind, Phase phase, String text, @Nullable Throwable cause) {
    return new ProviderException(ProviderFailure.of(kind, phase, message(text)), cause);
  }

  String message(String text) {
    return instance + ", model " + model + ": " + text;
  }
}
