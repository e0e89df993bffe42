package dev.penstock.spi;

import dev.penstock.api.policy.Ability;
import java.util.Set;

/**
 * An API that answers chat requests. Called from many threads at once, on virtual threads; an
 * interrupt asks it to stop and to close its connection.
 *
 * <p>Further abilities are interfaces of their own: {@link StreamingProvider}, {@link
 * EmbeddingProvider}, {@link TokenCountingProvider}, {@link Simulated}, {@link NonBlocking}, {@link
 * Punctual}.
 */
public interface Provider extends ProviderInstance {
  /** What its wire can carry beyond text; the engine sends it nothing else. */
  Set<Ability> abilities();

  /**
   * Answers one request with one call upstream, without retries of its own.
   *
   * @throws ProviderException if there is no answer; says what happened and how far the request got
   */
  ProviderReply call(ProviderCall call) throws ProviderException;
}
