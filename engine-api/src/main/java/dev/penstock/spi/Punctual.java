package dev.penstock.spi;

/**
 * A promise of a provider: whatever the other side does, a call that is not a stream ends by
 * itself, with an answer or a {@link ProviderException}, at the timeout of the call or a few
 * milliseconds later, and as soon after its thread was interrupted. The engine makes such calls on
 * the request's own thread; a call of any other plugin that is not {@link NonBlocking} gets a
 * thread of its own, which is left behind at its deadline.
 */
public interface Punctual {}
