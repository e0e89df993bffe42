package dev.penstock.spi.store;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of the budgets and the holds in them. At every moment what is posted and held is at
 * most the limit in every account, but for calls that took more than was held for them. Called from
 * many threads at once. Each operation names its hold and may be repeated without harm.
 */
public interface BudgetStore {
  /**
   * Holds an amount in all accounts or in none. When it returns {@link HoldResult.Held}, the hold
   * outlives a crash as far as the store's settings promise.
   *
   * @throws StoreException if the hold could not be kept; nothing is held then
   * @throws InterruptedException likewise, if the caller gave up waiting for that
   */
  HoldResult hold(HoldRequest request) throws InterruptedException;

  /**
   * Ends a hold, posts what was spent to every account and appends the row, all or nothing.
   *
   * @param spent what was spent, which may be more than was held
   */
  Resolution post(String hold, Amount spent, LedgerRow row);

  /**
   * Ends a hold of a call that certainly took nothing.
   *
   * @param row the row of that call, or null if there was no call
   */
  Resolution release(String hold, @Nullable LedgerRow row);

  /**
   * Ends the holds whose time is up: posts all that they held and appends their rows.
   *
   * @return those rows
   */
  List<LedgerRow> expire();

  /**
   * Lets a hold last for so long from now.
   *
   * @return whether there is such a hold
   */
  boolean renew(String hold, Duration ttl);

  /** The first shortage that a hold of that amount would meet now, or null for none. */
  HoldResult.@Nullable Lacking shortage(List<Claim> claims, Amount amount);

  /** What an account has taken; nothing for one that was never used. */
  Balance balance(AccountId account);

  /** The accounts of a budget that are in use. */
  List<Balance> balances(String budget);
}
