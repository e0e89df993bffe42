package dev.penstock.core.engine;

import dev.penstock.core.budget.Budgets;
import dev.penstock.core.call.Watchdog;
import dev.penstock.spi.store.LedgerRow;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts, now and then, what is held for attempts that nobody ever settled. After a pause of the
 * whole process it passes over one turn: attempts that ran then are about to end by themselves, and
 * know better what they took.
 */
final class HoldSweep {
  private static final Logger LOG = LoggerFactory.getLogger(HoldSweep.class);
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private static final long PAUSE = INTERVAL.multipliedBy(2).toNanos();

  private final Budgets budgets;
  private final Watchdog watchdog;
  private final LongSupplier ticker;
  private long last;

  HoldSweep(Budgets budgets, Watchdog watchdog, LongSupplier ticker) {
    this.budgets = budgets;
    this.watchdog = watchdog;
    this.ticker = ticker;
    this.last = ticker.getAsLong();
  }

  void start() {
    var unused = watchdog.after(INTERVAL.toNanos(), this::run);
  }

  private void run() {
    try {
      sweep();
    } finally {
      start();
    }
  }

  /** One turn; not by two threads at once. */
  void sweep() {
    long now = ticker.getAsLong();
    boolean paused = now - last > PAUSE;
    last = now;
    if (paused) {
      return;
    }
    try {
      List<LedgerRow> lost = budgets.expire();
      if (!lost.isEmpty()) {
        LOG.warn(
            "{} calls were never settled and are posted as lost, first {}",
            lost.size(),
            lost.getFirst().id());
      }
    } catch (RuntimeException e) {
      LOG.warn("holds could not be expired", e);
    }
  }
}
