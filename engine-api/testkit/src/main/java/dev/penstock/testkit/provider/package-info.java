/**
 * Contracts of providers, one per ability: {@link dev.penstock.testkit.provider.ProviderContract}
 * for any provider, {@link dev.penstock.testkit.provider.OpenAiWireContract} for one that speaks
 * the OpenAI wire.
 */
@NullMarked
package dev.penstock.testkit.provider;

import org.jspecify.annotations.NullMarked;
