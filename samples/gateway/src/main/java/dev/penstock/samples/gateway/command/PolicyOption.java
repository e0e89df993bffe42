package dev.penstock.samples.gateway.command;

import dev.penstock.api.Engine;
import dev.penstock.api.EngineBuilder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a policy. */
final class PolicyOption {
  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "The policy (default: the gateway's own, with simulated models).")
  private @Nullable Path file;

  /** A builder of an engine of that policy. */
  EngineBuilder builder() {
    EngineBuilder builder = Engine.builder();
    return file == null ? builder.policy(OwnPolicy.text()) : builder.policy(file);
  }
}
