package dev.penstock.samples.gateway.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Policies to run commands on. */
final class Policies {
  private Policies() {}

  /** A policy with one simulated model, and these lines. */
  static Path write(Path folder, String lines) throws IOException {
    return Files.writeString(
        folder.resolve("policy.yaml"),
        """
        version: 1
        providers: {demo: {plugin: simulated, latency: 1ms}}
        models:
          small: {provider: demo, tiers: [simple, complex], context-window: 32k, price: {input: 1, output: 2}}
        tiers: [simple, complex]
        routes: [{name: all, models: any, rank: cheapest}]
        """
            + lines
            + "\n");
  }
}
