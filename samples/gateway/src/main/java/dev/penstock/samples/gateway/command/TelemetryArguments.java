package dev.penstock.samples.gateway.command;

import dev.penstock.samples.gateway.telemetry.TelemetryOptions;
import dev.penstock.telemetry.Naming;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options about metrics and traces. */
final class TelemetryArguments {
  @Option(
      names = "--otlp",
      paramLabel = "URL",
      description = "Where traces and metrics are sent over HTTP (default: nowhere).")
  private @Nullable URI otlp;

  @Option(
      names = "--service-name",
      paramLabel = "NAME",
      defaultValue = "penstock-gateway",
      description = "The name in traces and metrics (default: ${DEFAULT-VALUE}).")
  private String serviceName = "penstock-gateway";

  @Option(
      names = "--gen-ai-names",
      paramLabel = "GENERATION",
      description = {
        "The conventions for names under gen_ai: ${COMPLETION-CANDIDATES}",
        "(default: what OTEL_SEMCONV_STABILITY_OPT_IN says, else V1_41)."
      })
  private @Nullable Naming naming;

  @Option(names = "--tenant-metrics", description = "Metrics tell tenants apart.")
  private boolean tenants;

  /** The options; a generation that was not named is the variable's. */
  TelemetryOptions options(Function<String, @Nullable String> environment) {
    String optIn = environment.apply("OTEL_SEMCONV_STABILITY_OPT_IN");
    Naming named = naming == null ? Naming.ofOptIn(optIn == null ? "" : optIn) : naming;
    return new TelemetryOptions(otlp, named, serviceName, tenants);
  }
}
