package dev.penstock.spi;

import dev.penstock.api.money.Usage;
import java.util.Map;
import java.util.Objects;

/**
 * What a provider reported as usage. A provider that reported nothing at all has none of it: null
 * stands in its place.
 */
public sealed interface ReportedUsage {
  /** The provider's own fields, by wire name, as JSON values. */
  Map<String, Object> raw();

  /**
   * Counts that can be.
   *
   * @param usage the normalised counts; their parts add up to what was reported
   * @param tier the class of service it was billed under, {@link ServiceTier#STANDARD} if the
   *     provider did not say
   * @param raw the provider's own fields
   */
  record Counts(Usage usage, ServiceTier tier, Map<String, Object> raw) implements ReportedUsage {
    /** Checks the components. */
    public Counts {
      Objects.requireNonNull(usage, "usage");
      Objects.requireNonNull(tier, "tier");
      Objects.requireNonNull(raw, "raw");
    }
  }

  /**
   * Something in place of usage that is none: negative, a fraction, parts larger than their whole.
   * The engine estimates instead, and counts the anomaly.
   *
   * @param raw the provider's own fields, empty if it sent no object
   */
  record Nonsense(Map<String, Object> raw) implements ReportedUsage {
    /** Checks the components. */
    public Nonsense {
      Objects.requireNonNull(raw, "raw");
    }
  }

  /** Counts at the standard price. */
  static Counts of(Usage usage, Map<String, Object> raw) {
    return new Counts(usage, ServiceTier.STANDARD, raw);
  }

  /** Something that is no usage. */
  static Nonsense nonsense(Map<String, Object> raw) {
    return new Nonsense(raw);
  }
}
