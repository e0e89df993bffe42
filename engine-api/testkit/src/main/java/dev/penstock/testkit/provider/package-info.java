/**
 * Contracts of providers, one per ability: {@link dev.penstock.testkit.provider.ProviderContract}
 * for any provider, {@link dev.penstock.testkit.provider.OpenAiWireContract} and its siblings for
 * those that speak the wire of a vendor.
 */
@NullMarked
package dev.penstock.testkit.provider;

import org.jspecify.annotations.NullMarked;
