package dev.penstock.core.ledger;

import dev.penstock.api.explain.Attempt;
import dev.penstock.api.money.Usd;
import dev.penstock.api.report.ReportQuery;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The ledger in memory. It keeps sums per owner and hour of admission, and per day once they are
 * two days old, so that its size does not grow with the number of requests.
 */
public final class Ledger {
  private static final long HOURS_KEPT = 48;
  private static final long HOURS_OF_DAY = 24;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Cell, Totals> cells = new HashMap<>();
  private long newestHour = Long.MIN_VALUE;

  @Inject
  Ledger() {}

  /** Appends a call to a provider, and what its tokens would have cost on the baseline. */
  public void append(Instant admitted, Owner owner, Attempt attempt, Usd onBaseline) {
    lock.lock();
    try {
      cell(admitted, owner).add(attempt, onBaseline);
    } finally {
      lock.unlock();
    }
  }

  /** Appends the end of a request, and what a recalled answer saved. */
  public void append(Instant admitted, Owner owner, Outcome outcome, Usd saved) {
    lock.lock();
    try {
      cell(admitted, owner).add(outcome, saved, owner.simulated());
    } finally {
      lock.unlock();
    }
  }

  /** The sums of a period per owner and day; a period counts by whole hours, older ones by days. */
  Map<Cell, Totals> read(ReportQuery query) {
    Instant from = query.from();
    Instant until = query.until();
    Map<Cell, Totals> found = new LinkedHashMap<>();
    lock.lock();
    try {
      cells.forEach(
          (cell, totals) -> {
            if ((from == null || cell.lastHour() >= hourOf(from))
                && (until == null
                    || Instant.EPOCH.plus(cell.hour(), ChronoUnit.HOURS).isBefore(until))) {
              found.computeIfAbsent(cell.ofDay(), key -> new Totals()).add(totals);
            }
          });
    } finally {
      lock.unlock();
    }
    return found;
  }

  private Totals cell(Instant admitted, Owner owner) {
    long hour = hourOf(admitted);
    if (hour > newestHour) {
      newestHour = hour;
      fold();
    }
    boolean old = hour < newestHour - HOURS_KEPT;
    Cell cell = new Cell(owner, hour, 1);
    return cells.computeIfAbsent(old ? cell.ofDay() : cell, key -> new Totals());
  }

  private void fold() {
    Map<Cell, Totals> folded = new HashMap<>();
    cells
        .entrySet()
        .removeIf(
            entry -> {
              Cell cell = entry.getKey();
              boolean old = cell.hours() == 1 && cell.hour() < newestHour - HOURS_KEPT;
              if (old) {
                folded.computeIfAbsent(cell.ofDay(), key -> new Totals()).add(entry.getValue());
              }
              return old;
            });
    folded.forEach((cell, totals) -> cells.computeIfAbsent(cell, key -> new Totals()).add(totals));
  }

  private static long hourOf(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), 3600L);
  }

  /** An owner and a span of hours since the epoch: one hour, or the 24 of a day in UTC. */
  record Cell(Owner owner, long hour, long hours) {
    Cell ofDay() {
      return new Cell(owner, hour - Math.floorMod(hour, HOURS_OF_DAY), HOURS_OF_DAY);
    }

    long lastHour() {
      return hour + hours - 1;
    }

    String day() {
      return Instant.EPOCH.plus(hour, ChronoUnit.HOURS).toString().substring(0, 10);
    }
  }
}
