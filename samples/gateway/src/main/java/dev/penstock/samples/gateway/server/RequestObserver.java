package dev.penstock.samples.gateway.server;

import org.jspecify.annotations.Nullable;

/** Is told of requests. */
@FunctionalInterface
public interface RequestObserver {
  /**
   * A request has ended: its answer has gone out, or was given up. Called on its thread.
   *
   * @param endpoint what was asked, or null if there is nothing such
   */
  void ended(Exchange exchange, @Nullable Endpoint endpoint);
}
