package dev.penstock.spi.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are summed, and what is told apart.
 *
 * @param from the first instant of admission, or null for the beginning
 * @param until the first instant after, or null for no end
 * @param by what sums are told apart by, in the order of their keys; none for one sum of all
 */
public record LedgerQuery(@Nullable Instant from, @Nullable Instant until, List<Dimension> by) {
  /** Checks and copies the components. */
  public LedgerQuery {
    by = List.copyOf(by);
    if (by.stream().distinct().count() != by.size()) {
      throw new IllegalArgumentException("a dimension stands twice in " + by);
    }
  }
}
