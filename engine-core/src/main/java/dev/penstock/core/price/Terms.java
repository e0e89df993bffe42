package dev.penstock.core.price;

import dev.penstock.api.policy.Share;
import dev.penstock.spi.ServiceTier;
import org.jspecify.annotations.Nullable;

/**
 * What is paid of a list price: less a contract's discount, and only a part of it under a cheaper
 * class of service.
 */
record Terms(@Nullable Share discount, @Nullable Share batch, @Nullable Share flex) {
  private static final String BATCH = " batch ";
  private static final String FLEX = " flex ";
  private static final String OTHER = " other tier";

  static final Terms LIST = new Terms(null, null, null);

  Portion paid(ServiceTier tier) {
    Portion standard = Portion.without(discount);
    return switch (tier) {
      case STANDARD, OTHER -> standard;
      case BATCH -> standard.times(Portion.of(batch));
      case FLEX -> standard.times(Portion.of(flex));
    };
  }

  /** How a price version ends; different for terms that differ. */
  String text(ServiceTier tier) {
    String contract = discount == null ? "" : " less " + discount;
    return switch (tier) {
      case STANDARD -> contract;
      case BATCH -> contract + BATCH + (batch == null ? "100%" : batch);
      case FLEX -> contract + FLEX + (flex == null ? "100%" : flex);
      case OTHER -> contract + OTHER;
    };
  }

  /** The class of service whose {@link #text} a price version ends with. */
  static ServiceTier tierOf(String end) {
    if (end.endsWith(OTHER)) {
      return ServiceTier.OTHER;
    }
    if (end.contains(BATCH)) {
      return ServiceTier.BATCH;
    }
    return end.contains(FLEX) ? ServiceTier.FLEX : ServiceTier.STANDARD;
  }
}
