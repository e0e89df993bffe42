package dev.penstock.spi;

/** A provider that can count a request's input tokens without answering it, and without a call. */
public interface TokenCountingProvider extends Provider {
  /** The input tokens of the call, or more, never fewer. */
  long countInputTokens(ProviderCall call);
}
