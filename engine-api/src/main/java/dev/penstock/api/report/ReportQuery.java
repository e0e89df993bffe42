package dev.penstock.api.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a report is about.
 *
 * @param from the first instant of admission, or null for the beginning
 * @param until the first instant after, or null for now
 */
public record ReportQuery(@Nullable Instant from, @Nullable Instant until) {
  /** Everything the ledger holds. */
  public static final ReportQuery ALL = new ReportQuery(null, null);

  /** Checks and copies the components. */
  public ReportQuery {
    if (from != null && until != null && until.isBefore(from)) {
      throw new IllegalArgumentException("a report must not end before it begins");
    }
  }
}
