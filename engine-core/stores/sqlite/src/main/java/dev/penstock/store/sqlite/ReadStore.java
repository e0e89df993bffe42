package dev.penstock.store.sqlite;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.store.BudgetStore;
import dev.penstock.spi.store.LedgerStore;
import dev.penstock.spi.store.Store;
import dev.penstock.spi.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * The ledger and the budgets in a file that another engine may own; nothing of it is written, and
 * one that is not there yet is empty.
 */
final class ReadStore implements Store {
  private final BudgetStore budgets;
  private final LedgerStore ledger;

  private ReadStore(Path file, PluginContext context) {
    this.budgets = new ReadBudgets(file, context);
    this.ledger = new ReadLedger(file);
  }

  static ReadStore open(SqliteSettings settings, PluginContext context) {
    Path file = context.resolve(settings.path()).toAbsolutePath().normalize();
    if (Files.exists(file)) {
      refuseUnlessLedger(file);
    }
    return new ReadStore(file, context);
  }

  /** What is of no use is refused when it is opened, not when it is first asked. */
  private static void refuseUnlessLedger(Path file) {
    try {
      Database.stranger(file).close();
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
