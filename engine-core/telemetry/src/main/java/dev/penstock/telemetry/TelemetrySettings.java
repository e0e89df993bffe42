package dev.penstock.telemetry;

import java.util.function.UnaryOperator;

/**
 * What is recorded of an engine, and under which names.
 *
 * @param naming the generation of names under {@code gen_ai.}
 * @param tenants whether metrics tell tenants apart; of many tenants, the first 200
 * @param providerName {@code gen_ai.provider.name} of a provider instance of that name
 */
public record TelemetrySettings(
    Naming naming, boolean tenants, UnaryOperator<String> providerName) {
  /** Names up to 1.41, no tenants; a provider instance named as a vendor is taken for it. */
  public static final TelemetrySettings DEFAULT =
      new TelemetrySettings(Naming.V1_41, false, ProviderNames::of);
}
