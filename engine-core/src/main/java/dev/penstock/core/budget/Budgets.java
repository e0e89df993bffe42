package dev.penstock.core.budget;

import dev.penstock.api.explain.HoldTrace;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetAction;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.Share;
import dev.penstock.api.report.BudgetState;
import dev.penstock.core.observe.Listeners;
import dev.penstock.spi.store.AccountId;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.Balance;
import dev.penstock.spi.store.BudgetStore;
import dev.penstock.spi.store.Claim;
import dev.penstock.spi.store.HoldRequest;
import dev.penstock.spi.store.HoldResult;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.Limit;
import dev.penstock.spi.store.Resolution;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy's budgets over the store of their accounts. A hold is taken in all budgets an attempt
 * falls under, or in none. An attempt is counted in the period in which its request was admitted.
 * Accounts outlive a reload of the policy.
 */
public final class Budgets {
  private static final Logger LOG = LoggerFactory.getLogger(Budgets.class);

  private final BudgetStore store;
  private final Alerts alerts;
  private final InstantSource clock;
  private final Periods periods = new Periods();

  @Inject
  Budgets(BudgetStore store, Listeners listeners, InstantSource clock) {
    this.store = store;
    this.alerts = new Alerts(listeners);
    this.clock = clock;
  }

  /** The first budget that an amount would not fit into now, or null if it fits into all. */
  public @Nullable Shortage shortage(
      List<BudgetSpec> budgets, Subject subject, Instant admitted, Amount amount) {
    if (budgets.isEmpty()) {
      return null;
    }
    HoldResult.Lacking found = store.shortage(claims(budgets, subject, admitted), amount);
    return found == null ? null : Shortage.of(found);
  }

  /**
   * The strongest action in force for a subject, or null for none. Values that are not known yet
   * are left out.
   */
  public @Nullable Demand demand(List<BudgetSpec> budgets, Subject subject, Instant admitted) {
    Demand strongest = null;
    for (BudgetSpec budget : budgets) {
      if (budget.at().isEmpty()) {
        continue;
      }
      for (String value : subject.values(budget)) {
        Balance balance = store.balance(account(budget, value, admitted));
        Map.Entry<Share, BudgetAction> reached = new Pace(budget, balance.posted()).reached();
        if (!value.isEmpty()
            && reached != null
            && (strongest == null || reached.getValue().compareTo(strongest.action()) > 0)) {
          strongest = new Demand(budget.name(), value, reached.getKey(), reached.getValue());
        }
      }
    }
    return strongest;
  }

  /** Whether no budget of a subject has that share of any limit spent or held. */
  public boolean keeps(
      List<BudgetSpec> budgets, Subject subject, Instant admitted, Share mostTaken) {
    for (BudgetSpec budget : budgets) {
      for (String value : subject.values(budget)) {
        Balance balance = store.balance(account(budget, value, admitted));
        if (new Pace(budget, balance.posted().plus(balance.held())).isReached(mostTaken)) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Holds an amount in every budget, or in none and says which one had not enough left.
   *
   * @param id names the hold for ever
   * @param ttl how long it lasts at most
   * @param ifLost the row of a call whose end nobody sees
   * @throws dev.penstock.spi.store.StoreException if the hold could not be kept
   */
  public Admission hold(
      List<BudgetSpec> budgets,
      Subject subject,
      Instant admitted,
      String id,
      Amount amount,
      Duration ttl,
      LedgerRow ifLost)
      throws InterruptedException {
    List<Claim> claims = claims(budgets, subject, admitted);
    return switch (store.hold(new HoldRequest(id, claims, amount, ttl, ifLost))) {
      case HoldResult.Held held -> new Hold(id, amount, watched(budgets, subject, admitted));
      case HoldResult.Lacking found -> Shortage.of(found);
      case HoldResult.Over over ->
          throw new IllegalStateException("the hold " + id + " has ended before: " + over.end());
    };
  }

  /**
   * Ends a hold, posts what was spent and appends the row; a hold that has ended stays as it is.
   */
  public void post(Hold hold, Amount spent, LedgerRow row) {
    look(row, store.post(hold.id(), spent, row));
    if (!hold.watched().isEmpty()) {
      Instant now = clock.instant();
      for (Hold.Watched watched : hold.watched()) {
        alerts.posted(watched, store.balance(watched.account()), now);
      }
    }
  }

  /** Ends a hold of a call that cost nothing, or that was never made and has no row. */
  public void release(Hold hold, @Nullable LedgerRow row) {
    Resolution resolution = store.release(hold.id(), row);
    if (row != null) {
      look(row, resolution);
    }
  }

  /** A call is settled once, so only its hold's expiry can have come first. */
  private static void look(LedgerRow row, Resolution resolution) {
    if (!resolution.first()) {
      LOG.warn(
          "attempt {} of {} ended with {} USD after its hold had: {} with {} USD, which stands",
          row.id(),
          row.taken().provider(),
          row.cost(),
          resolution.end(),
          resolution.posted().cost());
    }
  }

  /** Posts the holds whose time is up; returns their rows. */
  public List<LedgerRow> expire() {
    return store.expire();
  }

  /** What each budget has left for a subject, and whether an amount fits. */
  public List<HoldTrace> trace(
      List<BudgetSpec> budgets, Subject subject, Instant admitted, Amount amount) {
    List<HoldTrace> traces = new ArrayList<>(budgets.size());
    for (BudgetSpec budget : budgets) {
      for (String value : subject.values(budget)) {
        Claim claim = new Claim(account(budget, value, admitted), limit(budget));
        Balance balance = store.balance(claim.account());
        Usd limit = budget.limit();
        traces.add(
            new HoldTrace(
                budget.name(),
                value,
                amount.cost(),
                limit == null
                    ? null
                    : limit.minus(balance.posted().cost()).minus(balance.held().cost()),
                store.shortage(List.of(claim), amount) == null,
                claim.account().until()));
      }
    }
    return traces;
  }

  /** The budgets' present periods: every account in use, and every budget for all. */
  public List<BudgetState> states(List<BudgetSpec> budgets, Instant now) {
    List<BudgetState> states = new ArrayList<>();
    for (BudgetSpec budget : budgets) {
      if (budget.scope() == BudgetScope.ALL) {
        Balance balance = store.balance(account(budget, Subject.ALL, now));
        states.add(Pace.state(budget, balance, now));
        continue;
      }
      Instant from = Period.of(budget, now).fromOrNull();
      store.balances(budget.name()).stream()
          .filter(balance -> isOf(balance.account(), budget, from))
          .sorted(Comparator.comparing(balance -> balance.account().value()))
          .forEach(balance -> states.add(Pace.state(budget, balance, now)));
    }
    return states;
  }

  private static boolean isOf(AccountId account, BudgetSpec budget, @Nullable Instant from) {
    return account.scope() == budget.scope()
        && account.period() == budget.period()
        && Objects.equals(account.from(), from);
  }

  private List<Hold.Watched> watched(List<BudgetSpec> budgets, Subject subject, Instant admitted) {
    List<Hold.Watched> watched = List.of();
    for (BudgetSpec budget : budgets) {
      if (!budget.at().isEmpty()) {
        watched = watched.isEmpty() ? new ArrayList<>() : watched;
        for (String value : subject.values(budget)) {
          Hold.Watched one = new Hold.Watched(budget, account(budget, value, admitted));
          alerts.watch(one, store.balance(one.account()), admitted);
          watched.add(one);
        }
      }
    }
    return watched;
  }

  private List<Claim> claims(List<BudgetSpec> budgets, Subject subject, Instant admitted) {
    if (budgets.isEmpty()) {
      return List.of();
    }
    List<Claim> claims = new ArrayList<>(budgets.size());
    for (BudgetSpec budget : budgets) {
      Limit limit = limit(budget);
      for (String value : subject.values(budget)) {
        claims.add(new Claim(account(budget, value, admitted), limit));
      }
    }
    return claims;
  }

  private static Limit limit(BudgetSpec budget) {
    return new Limit(budget.limit(), budget.tokens(), budget.requests());
  }

  private AccountId account(BudgetSpec budget, String value, Instant admitted) {
    Period period = periods.of(budget, admitted);
    return new AccountId(
        budget.name(),
        budget.scope(),
        budget.period(),
        value,
        period.fromOrNull(),
        period.untilOrNull());
  }
}
