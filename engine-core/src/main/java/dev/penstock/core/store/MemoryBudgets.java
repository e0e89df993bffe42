package dev.penstock.core.store;

import dev.penstock.spi.store.AccountBook;
import dev.penstock.spi.store.AccountId;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.Balance;
import dev.penstock.spi.store.BudgetStore;
import dev.penstock.spi.store.Claim;
import dev.penstock.spi.store.HoldRequest;
import dev.penstock.spi.store.HoldResult;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerStore;
import dev.penstock.spi.store.Resolution;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The accounts of the budgets in memory. */
final class MemoryBudgets implements BudgetStore {
  private final AccountBook book;
  private final LedgerStore ledger;

  MemoryBudgets(AccountBook book, LedgerStore ledger) {
    this.book = book;
    this.ledger = ledger;
  }

  @Override
  public HoldResult hold(HoldRequest request) {
    return book.hold(request);
  }

  @Override
  public Resolution post(String hold, Amount spent, LedgerRow row) {
    return appended(book.post(hold, spent), row);
  }

  @Override
  public Resolution release(String hold, @Nullable LedgerRow row) {
    return appended(book.release(hold), row);
  }

  private Resolution appended(Resolution resolution, @Nullable LedgerRow row) {
    if (resolution.first() && row != null) {
      ledger.append(row);
    }
    return resolution;
  }

  @Override
  public List<LedgerRow> expire() {
    List<LedgerRow> rows = book.expire().stream().map(HoldRequest::ifLost).toList();
    rows.forEach(ledger::append);
    return rows;
  }

  @Override
  public boolean renew(String hold, Duration ttl) {
    return book.renew(hold, ttl);
  }

  @Override
  public HoldResult.@Nullable Lacking shortage(List<Claim> claims, Amount amount) {
    return book.shortage(claims, amount);
  }

  @Override
  public Balance balance(AccountId account) {
    return book.balance(account);
  }

  @Override
  public List<Balance> balances(String budget) {
    return book.balances(budget);
  }
}
