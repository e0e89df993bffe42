package dev.penstock.store.sqlite;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.store.AccountBook;
import dev.penstock.spi.store.BudgetStore;
import dev.penstock.spi.store.LedgerStore;
import dev.penstock.spi.store.Store;
import dev.penstock.spi.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The ledger and the budgets in a file that another engine may own; nothing of it is written, and
 * one that is not there yet is empty.
 */
final class ReadStore implements Store {
  private final BudgetStore budgets;
  private final LedgerStore ledger;

  private ReadStore(AccountBook book, Path file) {
    this.budgets = new ReadBudgets(book, file);
    this.ledger = new ReadLedger(file);
  }

  static ReadStore open(SqliteSettings settings, PluginContext context) {
    Path file = context.resolve(settings.path()).toAbsolutePath().normalize();
    AccountBook book = new AccountBook(context.clock(), context.ticker());
    if (Files.notExists(file)) {
      return new ReadStore(book, file);
    }
    try (Connection connection = Database.stranger(file)) {
      Tables.accounts(connection, context.clock().instant().minus(AccountBook.AFTERLIFE))
          .values()
          .forEach(known -> book.restore(known.id(), known.posted()));
      return new ReadStore(book, file);
    } catch (SQLException e) {
      throw unavailable(Database.unusable(file, e));
    } catch (StoreException e) {
      throw unavailable(e);
    }
  }

  private static PenstockException unavailable(StoreException e) {
    return new PenstockException(ErrorCode.LEDGER_UNAVAILABLE, String.valueOf(e.getMessage()), e);
  }

  static StoreException refusal(Path file) {
    return new StoreException("the ledger " + file + " is open to be read only");
  }

  @Override
  public BudgetStore budgets() {
    return budgets;
  }

  @Override
  public LedgerStore ledger() {
    return ledger;
  }

  @Override
  public void close() {
    // each reading has a connection of its own
  }
}
