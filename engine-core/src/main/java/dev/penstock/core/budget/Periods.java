package dev.penstock.core.budget;

import dev.penstock.api.policy.BudgetSpec;
import java.time.Instant;
import java.util.IdentityHashMap;

/** Remembers the period each budget was last asked about, which is mostly the one asked for. */
final class Periods {
  private static final int MOST = 1_000;

  private volatile IdentityHashMap<BudgetSpec, Period> last = new IdentityHashMap<>();

  Period of(BudgetSpec budget, Instant instant) {
    Period period = last.get(budget);
    return period != null && period.contains(instant) ? period : remember(budget, instant);
  }

  /** Copies, so that readers need no lock; a lost race costs one more calculation. */
  private Period remember(BudgetSpec budget, Instant instant) {
    Period period = Period.of(budget, instant);
    IdentityHashMap<BudgetSpec, Period> before = last;
    IdentityHashMap<BudgetSpec, Period> next =
        before.size() < MOST ? new IdentityHashMap<>(before) : new IdentityHashMap<>();
    next.put(budget, period);
    last = next;
    return period;
  }
}
