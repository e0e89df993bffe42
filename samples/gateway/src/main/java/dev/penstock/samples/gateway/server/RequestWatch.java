package dev.penstock.samples.gateway.server;

import org.jspecify.annotations.Nullable;

/** Is around every request that has been understood as one. */
@FunctionalInterface
public interface RequestWatch {
  /**
   * Runs the task, which answers, and throws what it throws. Called on the request's thread.
   *
   * @param endpoint what was asked, or null if there is nothing such
   */
  void around(Exchange exchange, @Nullable Endpoint endpoint, Runnable task);

  /** This one around another one. */
  default RequestWatch around(RequestWatch inner) {
    return (exchange, endpoint, task) ->
        around(exchange, endpoint, () -> inner.around(exchange, endpoint, task));
  }
}
