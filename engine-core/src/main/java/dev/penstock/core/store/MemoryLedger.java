package dev.penstock.core.store;

import dev.penstock.spi.store.Dimension;
import dev.penstock.spi.store.LedgerQuery;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerStore;
import dev.penstock.spi.store.LedgerSum;
import dev.penstock.spi.store.Receipt;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The ledger in memory. It keeps sums and the latest rows. */
final class MemoryLedger implements LedgerStore {
  private static final int ROWS_KEPT = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Cells cells = new Cells();
  private final ArrayDeque<LedgerRow> latest = new ArrayDeque<>();
  private @Nullable Instant rowsSince;

  @Override
  public Receipt append(LedgerRow row) {
    lock.lock();
    try {
      cells.of(Cell.of(row)).add(row);
      if (latest.size() == ROWS_KEPT) {
        drop(latest.removeFirst());
      }
      latest.addLast(row);
    } finally {
      lock.unlock();
    }
    return Receipt.KEPT;
  }

  @Override
  public List<LedgerSum> sums(LedgerQuery query) {
    Instant until = query.until() == null ? Instant.MAX : query.until();
    long fromHour = query.from() == null ? Long.MIN_VALUE : Span.hourOf(query.from());
    Map<List<String>, Totals> sums = new HashMap<>();
    lock.lock();
    try {
      cells.forEach(
          (cell, totals) -> {
            if (cell.isWithin(fromHour, until)) {
              for (List<String> keys : keys(cell, query.by())) {
                sums.computeIfAbsent(keys, key -> new Totals()).add(totals);
              }
            }
          });
    } finally {
      lock.unlock();
    }
    List<LedgerSum> found = new ArrayList<>(sums.size());
    sums.forEach((keys, totals) -> found.add(totals.sum(keys)));
    return found;
  }

  @Override
  public void rows(@Nullable Instant from, @Nullable Instant until, Consumer<LedgerRow> reader) {
    List<LedgerRow> rows;
    lock.lock();
    try {
      rows = List.copyOf(latest);
    } finally {
      lock.unlock();
    }
    rows.stream()
        .filter(row -> from == null || !row.admitted().isBefore(from))
        .filter(row -> until == null || row.admitted().isBefore(until))
        .forEach(reader);
  }

  private void drop(LedgerRow row) {
    Instant after = row.admitted().plusNanos(1);
    if (rowsSince == null || after.isAfter(rowsSince)) {
      rowsSince = after;
    }
  }

  @Override
  public @Nullable Instant rowsSince() {
    lock.lock();
    try {
      return rowsSince;
    } finally {
      lock.unlock();
    }
  }

  /** All combinations of the keys of each dimension; more than one only by tags. */
  private static List<List<String>> keys(Cell cell, List<Dimension> by) {
    List<List<String>> combined = List.of(List.of());
    for (Dimension dimension : by) {
      List<List<String>> longer = new ArrayList<>();
      for (List<String> before : combined) {
        for (String key : cell.keys(dimension)) {
          List<String> keys = new ArrayList<>(before);
          keys.add(key);
          longer.add(keys);
        }
      }
      combined = longer;
    }
    return combined;
  }
}
