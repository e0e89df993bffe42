package dev.penstock.api;

/**
 * Is told what happens. Called on the request's thread, after the caller's answer is settled; what
 * it throws is dropped; the first time is logged.
 */
@FunctionalInterface
public interface EngineListener {
  /** Something happened. Must return soon. */
  void on(EngineEvent event);
}
