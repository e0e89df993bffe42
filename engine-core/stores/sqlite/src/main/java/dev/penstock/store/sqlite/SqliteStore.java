package dev.penstock.store.sqlite;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.store.AccountBook;
import dev.penstock.spi.store.BudgetStore;
import dev.penstock.spi.store.LedgerStore;
import dev.penstock.spi.store.Store;
import dev.penstock.spi.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;

/** The ledger and the budgets in a file that this engine owns. */
final class SqliteStore implements Store {
  private final Path file;
  private final Ownership ownership;
  private final Connection connection;
  private final Writer writer;
  private final SqliteBudgets budgets;
  private final SqliteLedger ledger;
  private final Retention retention;
  private final AtomicBoolean closed = new AtomicBoolean();

  private SqliteStore(
      Path file,
      Ownership ownership,
      Connection connection,
      SqliteSettings settings,
      PluginContext context)
      throws SQLException {
    this.file = file;
    this.ownership = ownership;
    this.connection = connection;
    Tables tables = new Tables(connection);
    AccountBook book = new AccountBook(context.clock(), context.ticker());
    tables
        .accounts(context.clock().instant().minus(AccountBook.AFTERLIFE))
        .forEach(known -> book.restore(known.id(), known.posted()));
    retention = new Retention(settings.retention(), tables, context.clock());
    writer = new Writer(file, tables, retention);
    boolean waits = settings.sync() == Sync.EACH;
    budgets = new SqliteBudgets(book, writer, context.clock(), waits);
    ledger = new SqliteLedger(file, writer, tables.origins());
    writer.start();
  }

  static SqliteStore open(SqliteSettings settings, PluginContext context) {
    Path file = context.resolve(settings.path()).toAbsolutePath().normalize();
    try {
      Ownership ownership = Ownership.of(file);
      try {
        return open(file, ownership, settings, context);
      } catch (RuntimeException e) {
        ownership.close();
        throw e;
      }
    } catch (StoreException e) {
      throw new PenstockException(ErrorCode.LEDGER_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }

  private static SqliteStore open(
      Path file, Ownership ownership, SqliteSettings settings, PluginContext context) {
    Connection connection = Database.writer(file, settings.sync());
    try {
      return new SqliteStore(file, ownership, connection, settings, context);
    } catch (SQLException e) {
      close(connection);
      throw Database.unusable(file, e);
    } catch (RuntimeException e) {
      close(connection);
      throw e;
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StoreException("the ledger cannot be closed", e);
    }
  }

  @Override
  public BudgetStore budgets() {
    return budgets;
  }

  @Override
  public LedgerStore ledger() {
    return ledger;
  }

  /** For tests: has the connection that writes run a statement while nothing is written. */
  void run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw Database.unusable(file, e);
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        writer.close();
        close(connection);
      } finally {
        ownership.close();
      }
    }
  }
}
