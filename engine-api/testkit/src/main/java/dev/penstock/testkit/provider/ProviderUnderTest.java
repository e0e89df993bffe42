package dev.penstock.testkit.provider;

import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderCall;

/** What the contracts ask of a test class. {@link ProviderContract} has most of it. */
public interface ProviderUnderTest {
  /** The provider, the same one throughout a test. */
  Provider provider();

  /** A call that the provider answers with a short text. */
  ProviderCall call();

  /** Closes the provider; a second time does nothing. */
  void closeProvider();

  /** Fails if anything was sent upstream; nothing to do for a provider without upstream. */
  void assertNothingSent();
}
