package dev.penstock.provider.wire;

import dev.penstock.spi.ServiceTier;
import org.jspecify.annotations.Nullable;

/** Reads the class of service that vendors report as {@code service_tier}. */
public final class ServiceTiers {
  private ServiceTiers() {}

  /** The class of service; the standard one if the value is no text. */
  public static ServiceTier of(@Nullable Object value) {
    if (!(value instanceof String name)) {
      return ServiceTier.STANDARD;
    }
    return switch (name) {
      case "default", "standard", "auto", "on_demand" -> ServiceTier.STANDARD;
      case "flex" -> ServiceTier.FLEX;
      case "batch" -> ServiceTier.BATCH;
      default -> ServiceTier.OTHER;
    };
  }
}
