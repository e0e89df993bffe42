package dev.penstock.core.call;

import dev.penstock.api.money.Usage;
import dev.penstock.spi.ServiceTier;
import org.jspecify.annotations.Nullable;

/**
 * The usage to post for an attempt, and what was noticed on the way.
 *
 * @param usage as reported, or estimated
 * @param tier the class of service it is priced under
 * @param anomaly what cannot or must not be of the report, or null if nothing
 * @param missing whether the provider reported nothing at all
 */
record CheckedUsage(Usage usage, ServiceTier tier, @Nullable String anomaly, boolean missing) {
  /** Of a call that cost nothing. */
  static final CheckedUsage NONE = new CheckedUsage(Usage.NONE, ServiceTier.STANDARD, null, false);

  /** All tokens of it, in and out. */
  long tokens() {
    return usage.input() + usage.output();
  }

  /** Whether there was a report that could not be taken. */
  boolean refused() {
    return anomaly != null && usage.estimated();
  }
}
