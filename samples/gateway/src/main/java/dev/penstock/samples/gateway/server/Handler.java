package dev.penstock.samples.gateway.server;

/** Answers a request. */
@FunctionalInterface
public interface Handler {
  /**
   * Answers, once.
   *
   * @throws HttpError if there is no answer; nothing may have been sent then
   */
  void handle(Exchange exchange);
}
