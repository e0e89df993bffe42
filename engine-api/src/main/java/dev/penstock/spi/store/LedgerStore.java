package dev.penstock.spi.store;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of all calls and requests; they are appended and never changed. Called from many threads
 * at once. What is read holds every row appended before by this engine.
 */
public interface LedgerStore {
  /** Appends a row that no hold stands behind. A row that cannot be kept is counted and dropped. */
  Receipt append(LedgerRow row);

  /**
   * The sums of a period, in no order. A store that keeps sums and no rows may round the period to
   * whole hours or days in UTC.
   */
  List<LedgerSum> sums(LedgerQuery query);

  /**
   * Reads the rows of a period in the order they were appended. A store that keeps sums gives the
   * latest rows only.
   *
   * @param from the first instant of admission, or null for the beginning
   * @param until the first instant after, or null for no end
   */
  void rows(@Nullable Instant from, @Nullable Instant until, Consumer<LedgerRow> reader);

  /**
   * The first instant of admission from which on every row is still there, in a store that keeps
   * sums of the rows that it has dropped; null if it has dropped none. By default null.
   */
  default @Nullable Instant rowsSince() {
    return null;
  }
}
