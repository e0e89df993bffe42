package dev.penstock.store.sqlite;

import dev.penstock.spi.PluginContext;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The accounts of a file that somebody else may be writing; nothing can be held in them. */
final class ReadBudgets implements BudgetStore {
  private final Path file;
  private final PluginContext context;

  ReadBudgets(Path file, PluginContext context) {
    this.file = file;
    this.context = context;
  }

  private AccountBook book() {
    AccountBook book = new AccountBook(context.clock(), context.ticker());
    if (Files.notExists(file)) {
      return book;
    }
    try (Connection connection = Database.stranger(file)) {
      Tables.accounts(connection, context.clock().instant().minus(AccountBook.AFTERLIFE))
          .values()
          .forEach(known -> book.restore(known.id(), known.posted()));
      return book;
    } catch (SQLException e) {
      throw Database.unusable(file, e);
    }
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
    return book().shortage(claims, amount);
  }

  @Override
  public Balance balance(AccountId account) {
    return book().balance(account);
  }

  @Override
  public List<Balance> balances(String budget) {
    return book().balances(budget);
  }
}
