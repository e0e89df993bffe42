package dev.penstock.core.budget;

import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetAction;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.Share;
import dev.penstock.api.report.BudgetState;
import dev.penstock.api.report.CountState;
import dev.penstock.spi.store.AccountId;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.Balance;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far a budget is spent, and when it will be. */
final class Pace {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal ALL_SPENT = BigDecimal.valueOf(1000, 1);

  private final BudgetSpec budget;
  private final Amount posted;

  Pace(BudgetSpec budget, Amount posted) {
    this.budget = budget;
    this.posted = posted;
  }

  static BudgetState state(BudgetSpec budget, Balance balance, Instant now) {
    return new Pace(budget, balance.posted()).state(balance, now);
  }

  private BudgetState state(Balance balance, Instant now) {
    AccountId id = balance.account();
    Usd limit = budget.limit();
    Amount held = balance.held();
    Map.Entry<Share, BudgetAction> reached = reached();
    return new BudgetState(
        budget.name(),
        id.value(),
        budget.period(),
        id.from(),
        id.until(),
        limit,
        posted.cost(),
        held.cost(),
        limit == null ? null : limit.minus(posted.cost()).minus(held.cost()),
        count(budget.tokens(), posted.tokens(), held.tokens()),
        count(budget.requests(), posted.requests(), held.requests()),
        percent(),
        reached == null ? null : reached.getValue(),
        endsAt(id, now));
  }

  private static @Nullable CountState count(@Nullable Long limit, long used, long held) {
    return limit == null ? null : CountState.of(limit, used, held);
  }

  /** How many of the budget's shares are spent, from the smallest. */
  int sharesReached() {
    int reached = 0;
    for (Share share : budget.at().keySet()) {
      if (!isReached(share)) {
        break;
      }
      reached++;
    }
    return reached;
  }

  /** The strongest action among the shares that are spent. */
  Map.@Nullable Entry<Share, BudgetAction> reached() {
    Map.Entry<Share, BudgetAction> strongest = null;
    for (Map.Entry<Share, BudgetAction> step : budget.at().entrySet()) {
      if (!isReached(step.getKey())) {
        break;
      }
      if (strongest == null || step.getValue().compareTo(strongest.getValue()) >= 0) {
        strongest = step;
      }
    }
    return strongest;
  }

  /** Whether that share of any of the limits is spent. */
  boolean isReached(Share share) {
    return isReached(share, nanos(), posted.cost().nanos())
        || isReached(share, budget.tokens(), posted.tokens())
        || isReached(share, budget.requests(), posted.requests());
  }

  private static boolean isReached(Share share, @Nullable Long limit, long used) {
    return limit != null
        && BigDecimal.valueOf(used)
                .multiply(HUNDRED)
                .compareTo(share.percent().multiply(BigDecimal.valueOf(limit)))
            >= 0;
  }

  private @Nullable Long nanos() {
    Usd limit = budget.limit();
    return limit == null ? null : limit.nanos();
  }

  private BigDecimal percent() {
    return percent(nanos(), posted.cost().nanos())
        .max(percent(budget.tokens(), posted.tokens()))
        .max(percent(budget.requests(), posted.requests()));
  }

  private static BigDecimal percent(@Nullable Long limit, long used) {
    if (limit == null) {
      return BigDecimal.valueOf(0, 1);
    }
    return limit == 0
        ? ALL_SPENT
        : BigDecimal.valueOf(used)
            .multiply(HUNDRED)
            .divide(BigDecimal.valueOf(limit), 1, RoundingMode.HALF_UP);
  }

  private @Nullable Instant endsAt(AccountId id, Instant now) {
    Instant from = id.from();
    Instant until = id.until();
    if (from == null || until == null || !now.isAfter(from)) {
      return null;
    }
    Duration whole = Duration.between(from, until);
    Duration elapsed = Duration.between(from, now);
    Duration first = null;
    for (Duration needed :
        new @Nullable Duration[] {
          needed(nanos(), posted.cost().nanos(), elapsed, whole),
          needed(budget.tokens(), posted.tokens(), elapsed, whole),
          needed(budget.requests(), posted.requests(), elapsed, whole)
        }) {
      if (needed != null && (first == null || needed.compareTo(first) < 0)) {
        first = needed;
      }
    }
    return first == null ? null : from.plus(first);
  }

  /** How long after the period's beginning the limit is used up; null if it lasts longer. */
  private static @Nullable Duration needed(
      @Nullable Long limit, long used, Duration elapsed, Duration whole) {
    if (limit == null || used == 0) {
      return null;
    }
    BigInteger millis =
        BigInteger.valueOf(elapsed.toMillis())
            .multiply(BigInteger.valueOf(limit))
            .divide(BigInteger.valueOf(used));
    return millis.compareTo(BigInteger.valueOf(whole.toMillis())) >= 0
        ? null
        : Duration.ofMillis(millis.longValueExact());
  }
}
