package dev.penstock.api;

import dev.penstock.api.policy.Policy;
import dev.penstock.spi.PluginFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Builds an engine. Exactly one of the {@code policy} methods must be called. */
public interface EngineBuilder {
  /** Takes the policy from a YAML file; paths in it are relative to its folder. */
  EngineBuilder policy(Path file);

  /** Takes the policy from YAML text; paths in it are relative to the working directory. */
  EngineBuilder policy(String yaml);

  /** Takes a policy made in code; paths in it are relative to the working directory. */
  EngineBuilder policy(Policy policy);

  /** Adds a plugin besides those on the class path and in plugin folders. */
  EngineBuilder plugin(PluginFactory<?, ?> factory);

  /** Adds a plugin folder besides the policy's. */
  EngineBuilder pluginFolder(Path folder);

  /** Adds a listener. */
  EngineBuilder listener(EngineListener listener);

  /** Takes the time of day from here instead of the system's clock. */
  EngineBuilder clock(InstantSource clock);

  /** Takes elapsed nanoseconds from here instead of {@link System#nanoTime()}. */
  EngineBuilder ticker(LongSupplier ticker);

  /** Resolves {@code ${env:NAME}} by this instead of the process environment; null means unset. */
  EngineBuilder environment(Function<String, @Nullable String> variables);

  /**
   * Looks at the policy file so often and loads it when it has changed. Without this, only {@link
   * Engine#reload()} does.
   */
  EngineBuilder watch(Duration interval);

  /**
   * Builds an engine that reads the ledger which another one may be writing, and writes nothing: it
   * reports, exports, compares and explains. It has no cache, does not know what is held now, and
   * refuses to answer with {@link ErrorCode#LEDGER_UNAVAILABLE}.
   */
  EngineBuilder readOnly();

  /**
   * Reads the policy, finds the plugins and starts the engine. A partly built engine closes what it
   * opened.
   *
   * @throws PolicyException with all mistakes of the policy
   * @throws PenstockException if a plugin that the policy names is missing or broken
   */
  Engine build();
}
