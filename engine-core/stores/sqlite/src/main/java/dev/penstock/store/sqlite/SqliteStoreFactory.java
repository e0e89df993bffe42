package dev.penstock.store.sqlite;

import dev.penstock.spi.PluginContext;
import dev.penstock.spi.StoreFactory;
import dev.penstock.spi.store.Store;

/** Creates the store {@code sqlite}: the ledger and the budgets in a file. */
public final class SqliteStoreFactory implements StoreFactory<SqliteSettings> {
  /** For the service loader. */
  public SqliteStoreFactory() {}

  @Override
  public String name() {
    return "sqlite";
  }

  @Override
  public Class<SqliteSettings> settings() {
    return SqliteSettings.class;
  }

  @Override
  public Store create(SqliteSettings settings, PluginContext context) {
    return SqliteStore.open(settings, context);
  }

  @Override
  public Store read(SqliteSettings settings, PluginContext context) {
    return ReadStore.open(settings, context);
  }
}
