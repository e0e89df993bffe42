package dev.penstock.testkit.store;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetPeriod;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.spi.store.AccountId;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.Claim;
import dev.penstock.spi.store.HoldRequest;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerRow.Kind;
import dev.penstock.spi.store.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Rows, accounts and holds for tests of stores. */
public final class StoreRows {
  private StoreRows() {}

  /** A row of a call of tenant {@code shop} with the tag {@code team=a}. */
  public static LedgerRow call(String id, Kind kind, Instant admitted, Usd cost) {
    return new LedgerRow(
        id,
        kind,
        admitted,
        admitted.plusMillis(2),
        admitted.plusMillis(800),
        new LedgerRow.Party("shop", "eve", Set.of("team=a")),
        new LedgerRow.Taken("all", "simple", "refund", "p1", "m1", "vendor-m1", false, true),
        kind == Kind.ANSWERED ? "resp-" + id : null,
        kind == Kind.ANSWERED ? null : "timeout: no answer",
        new Usage(100, 20, 3, 4, 50, 10, kind == Kind.LOST),
        cost,
        "abc:m1#0",
        kind == Kind.ANSWERED ? cost.plus(cost) : Usd.ZERO,
        Usd.ZERO);
  }

  /** A row of a request of tenant {@code shop} that no provider answered. */
  public static LedgerRow request(String id, Kind kind, Instant admitted, Usd saved) {
    return new LedgerRow(
        id,
        kind,
        admitted,
        admitted,
        admitted.plusMillis(1),
        new LedgerRow.Party("shop", null, Set.of()),
        LedgerRow.Taken.NOTHING,
        null,
        null,
        Usage.NONE,
        Usd.ZERO,
        "",
        Usd.ZERO,
        saved);
  }

  /** An account of a budget without end. */
  public static AccountId account(String budget) {
    return new AccountId(budget, BudgetScope.ALL, BudgetPeriod.TOTAL, "all", null, null);
  }

  /** A claim on such an account. */
  public static Claim claim(String budget, Limit limit) {
    return new Claim(account(budget), limit);
  }

  /** A hold of a minute for one call. */
  public static HoldRequest hold(String id, Instant now, Amount amount, Claim... claims) {
    return new HoldRequest(
        id,
        List.of(claims),
        amount,
        Duration.ofMinutes(1),
        call(id, Kind.LOST, now, amount.cost()));
  }
}
