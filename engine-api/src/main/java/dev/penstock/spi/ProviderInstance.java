package dev.penstock.spi;

/**
 * What a {@link ProviderFactory} creates: a {@link Provider}, which answers chat requests, an
 * {@link EmbeddingProvider}, which turns texts into vectors, or one that does both. A policy's
 * models can only be of one that answers.
 */
public interface ProviderInstance extends AutoCloseable {
  /** Closes connections and threads. Called once; a running call may fail then. */
  @Override
  void close();
}
