package dev.penstock.spi;

/** A provider that can answer piece by piece. */
public interface StreamingProvider extends Provider {
  /**
   * Starts an answer. Returns once the provider has accepted the request.
   *
   * @throws ProviderException if there is no answer; says what happened and how far the request got
   */
  ProviderStream stream(ProviderCall call) throws ProviderException;
}
