package dev.penstock.core.engine;

import dev.penstock.api.EngineBuilder;
import dev.penstock.spi.EngineFactory;

/** The factory that {@code Engine.builder()} finds. */
public final class CoreEngineFactory implements EngineFactory {
  /** Called by the service loader. */
  public CoreEngineFactory() {}

  @Override
  public EngineBuilder builder() {
    return new CoreEngineBuilder();
  }
}
