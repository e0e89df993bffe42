package dev.penstock.samples.gateway.telemetry;

import dev.penstock.telemetry.Naming;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway tells of itself.
 *
 * @param otlp where traces and metrics are sent over HTTP, before {@code /v1/traces}; null for
 *     nowhere, and no traces
 * @param naming the generation of names under {@code gen_ai.}
 * @param serviceName the name of the service in traces and metrics
 * @param tenants whether metrics tell tenants apart
 */
public record TelemetryOptions(
    @Nullable URI otlp, Naming naming, String serviceName, boolean tenants) {
  /** Nothing is sent; names up to 1.41; no tenants. */
  public static final TelemetryOptions DEFAULT =
      new TelemetryOptions(null, Naming.V1_41, "penstock-gateway", false);

  /** Refuses an address that is none of HTTP, and a blank name. */
  public TelemetryOptions {
    if (otlp != null
        && (otlp.getHost() == null || !String.valueOf(otlp.getScheme()).matches("https?"))) {
      throw new IllegalArgumentException(
          "OTLP is sent to an address of HTTP, such as http://127.0.0.1:4318");
    }
    if (serviceName.isBlank()) {
      throw new IllegalArgumentException("the service needs a name");
    }
  }

  /** The same, sent there. */
  public TelemetryOptions withOtlp(URI address) {
    return new TelemetryOptions(address, naming, serviceName, tenants);
  }
}
