package dev.penstock.spi;

import dev.penstock.api.EngineBuilder;

/** Makes engine builders. Implemented by engine-core and found by {@code Engine.builder()}. */
public interface EngineFactory {
  /** A builder with nothing set. */
  EngineBuilder builder();
}
