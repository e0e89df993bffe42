package dev.penstock.samples.gateway;

import dev.penstock.samples.gateway.logs.Logs;
import dev.penstock.samples.gateway.telemetry.TelemetryOptions;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway tells of itself.
 *
 * @param logs where it writes lines, or null for nowhere; they are not closed with the gateway
 * @param requestLines whether each request has a line
 * @param telemetry its metrics and traces
 */
public record Observability(@Nullable Logs logs, boolean requestLines, TelemetryOptions telemetry) {
  /** Metrics for whoever asks for them, and nothing else. */
  public static final Observability QUIET =
      new Observability(null, false, TelemetryOptions.DEFAULT);
}
