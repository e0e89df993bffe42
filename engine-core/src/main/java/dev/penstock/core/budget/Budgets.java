package dev.penstock.core.budget;

import dev.penstock.api.explain.HoldTrace;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.report.BudgetState;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All budgets of an engine, in memory. At every moment posted plus held is at most the limit in
 * every account, but for calls whose provider went beyond its own bound. A hold is taken in all
 * budgets an attempt falls under, or in none. An attempt is counted in the period in which its
 * request was admitted. Accounts outlive a reload of the policy.
 */
public final class Budgets {
  /** How long a past period is kept for requests that were admitted in it. */
  private static final Duration AFTERLIFE = Duration.ofHours(2);

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<AccountKey, Account> accounts = new HashMap<>();
  private final IdentityHashMap<BudgetSpec, Period> periods = new IdentityHashMap<>();
  private Instant nextPurge = Instant.MIN;

  @Inject
  Budgets() {}

  /** The first budget that an amount would not fit into now, or null if it fits into all. */
  public @Nullable Shortage shortage(
      List<BudgetSpec> budgets, Subject subject, Instant admitted, Usd amount) {
    if (budgets.isEmpty()) {
      return null;
    }
    lock.lock();
    try {
      for (BudgetSpec budget : budgets) {
        long left = account(budget, subject, admitted).left(budget.limit());
        if (left < amount.nanos()) {
          return new Shortage(budget, subject.value(budget.scope()), Usd.ofNanos(left));
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Holds an amount in every budget, or in none and says which one had not enough left. */
  public Admission hold(List<BudgetSpec> budgets, Subject subject, Instant admitted, Usd amount) {
    if (budgets.isEmpty()) {
      return new Hold(amount, List.of());
    }
    lock.lock();
    try {
      Shortage shortage = shortage(budgets, subject, admitted, amount);
      if (shortage != null) {
        return shortage;
      }
      List<Account> held = new ArrayList<>(budgets.size());
      for (BudgetSpec budget : budgets) {
        Account account = account(budget, subject, admitted);
        account.hold(amount);
        held.add(account);
      }
      return new Hold(amount, held);
    } finally {
      lock.unlock();
    }
  }

  /** Ends a hold and posts what was really spent. A hold that was settled before stays as it is. */
  public void settle(Hold hold, Usd spent) {
    lock.lock();
    try {
      if (!hold.settled) {
        hold.settled = true;
        hold.accounts.forEach(account -> account.settle(hold.amount(), spent));
      }
    } finally {
      lock.unlock();
    }
  }

  /** What each budget has left for a subject, and whether an amount fits. */
  public List<HoldTrace> trace(
      List<BudgetSpec> budgets, Subject subject, Instant admitted, Usd amount) {
    lock.lock();
    try {
      List<HoldTrace> traces = new ArrayList<>(budgets.size());
      for (BudgetSpec budget : budgets) {
        long left = account(budget, subject, admitted).left(budget.limit());
        traces.add(
            new HoldTrace(
                budget.name(),
                subject.value(budget.scope()),
                amount,
                Usd.ofNanos(left),
                left >= amount.nanos()));
      }
      return traces;
    } finally {
      lock.unlock();
    }
  }

  /** The budgets' present periods: every account in use, and every budget for all. */
  public List<BudgetState> states(List<BudgetSpec> budgets, Instant now) {
    lock.lock();
    try {
      List<BudgetState> states = new ArrayList<>();
      for (BudgetSpec budget : budgets) {
        Period period = Period.of(budget, now);
        if (budget.scope() == BudgetScope.ALL) {
          states.add(state(budget, Subject.ALL, account(budget, Subject.ALL, period)));
          continue;
        }
        long from = period.from().getEpochSecond();
        accounts.entrySet().stream()
            .filter(entry -> isOf(entry.getKey(), budget, from))
            .sorted(Comparator.comparing(entry -> entry.getKey().value()))
            .forEach(entry -> states.add(state(budget, entry.getKey().value(), entry.getValue())));
      }
      return states;
    } finally {
      lock.unlock();
    }
  }

  private static boolean isOf(AccountKey key, BudgetSpec budget, long from) {
    return key.budget().equals(budget.name())
        && key.scope() == budget.scope()
        && key.period() == budget.period()
        && key.from() == from;
  }

  private static BudgetState state(BudgetSpec budget, String value, Account account) {
    return BudgetState.of(
        budget.name(),
        value,
        budget.period(),
        account.period().fromOrNull(),
        account.period().untilOrNull(),
        budget.limit(),
        account.posted(),
        account.held());
  }

  private Account account(BudgetSpec budget, Subject subject, Instant admitted) {
    Period period = periods.get(budget);
    if (period == null || !period.contains(admitted)) {
      period = Period.of(budget, admitted);
      periods.put(budget, period);
    }
    return account(budget, subject.value(budget.scope()), period);
  }

  private Account account(BudgetSpec budget, String value, Period period) {
    AccountKey key =
        new AccountKey(
            budget.name(), budget.scope(), budget.period(), value, period.from().getEpochSecond());
    Account account = accounts.get(key);
    if (account == null) {
      purge(period);
      account = new Account(period);
      accounts.put(key, account);
    }
    return account;
  }

  private void purge(Period opened) {
    if (opened.from().equals(Instant.MIN) || opened.from().isBefore(nextPurge)) {
      return;
    }
    Instant old = opened.from().minus(AFTERLIFE);
    accounts.values().removeIf(account -> account.period().until().isBefore(old));
    periods.clear();
    nextPurge = opened.from().plus(AFTERLIFE);
  }
}
