package dev.penstock.core.engine;

import dev.penstock.core.budget.Budgets;
import dev.penstock.core.call.Watchdog;
import dev.penstock.spi.store.LedgerRow;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts, now and then, what is held for attempts that nobody ever settled. */
final class HoldSweep {
  private static final Logger LOG = LoggerFactory.getLogger(HoldSweep.class);
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final Budgets budgets;
  private final Watchdog watchdog;

  HoldSweep(Budgets budgets, Watchdog watchdog) {
    this.budgets = budgets;
    this.watchdog = watchdog;
  }

  void start() {
    var unused = watchdog.after(INTERVAL.toNanos(), this::sweep);
  }

  private void sweep() {
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
    } finally {
      start();
    }
  }
}
