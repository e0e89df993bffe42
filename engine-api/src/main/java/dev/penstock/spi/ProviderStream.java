package dev.penstock.spi;

import org.jspecify.annotations.Nullable;

/**
 * An answer that arrives piece by piece. Used by one thread; {@link #close()} may be called by
 * another and ends a waiting {@link #next()}.
 */
public interface ProviderStream extends AutoCloseable {
  /**
   * Waits for the next event. The last one is a {@link StreamEvent.End}; after it comes null.
   *
   * @throws ProviderException if the answer breaks off before its end
   */
  @Nullable StreamEvent next() throws ProviderException;

  /** Ends the answer, and the connection if the answer is not complete. May be called twice. */
  @Override
  void close();
}
