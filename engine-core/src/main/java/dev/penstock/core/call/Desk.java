package dev.penstock.core.call;

import dev.penstock.core.budget.Budgets;
import dev.penstock.core.model.Model;
import dev.penstock.core.observe.Listeners;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * Where an attempt is settled: the clocks, the budgets, the ledger and the listeners.
 *
 * @param drains how many more streams may be read on without their callers
 */
record Desk(
    CallSettings settings,
    Budgets budgets,
    UsageCheck usage,
    Listeners listeners,
    Watchdog watchdog,
    Semaphore drains,
    InstantSource clock,
    LongSupplier ticker) {
  /** The most streams that are read on without their callers at once. */
  static final int DRAINS = 64;

  /** Whether a stream of this model is read to its end without its caller. */
  boolean drains(Model model) {
    return settings.draining().contains(model.providerName());
  }
}
