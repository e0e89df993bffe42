package dev.penstock.store.sqlite;

import dev.penstock.spi.store.AccountBook;
import dev.penstock.spi.store.AccountId;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.Balance;
import dev.penstock.spi.store.BudgetStore;
import dev.penstock.spi.store.Claim;
import dev.penstock.spi.store.HoldRequest;
import dev.penstock.spi.store.HoldResult;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.Resolution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The accounts as they were when the file was opened; nothing can be held in them. */
final class ReadBudgets implements BudgetStore {
  private final AccountBook book;
  private final Path file;

  ReadBudgets(AccountBook book, Path file) {
    this.book = book;
    this.file = file;
  }

  @Override
  public HoldResult hold(HoldRequest request) {
    throw ReadStore.refusal(file);
  }

  @Override
  public Resolution post(String hold, Amount spent, LedgerRow row) {
    throw ReadStore.refusal(file);
  }

  @Override
  public Resolution release(String hold, @Nullable LedgerRow row) {
    throw ReadStore.refusal(file);
  }

  @Override
  public List<LedgerRow> expire() {
    return List.of();
  }

  @Override
  public boolean renew(String hold, Duration ttl) {
    return false;
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
