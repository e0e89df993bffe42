package dev.penstock.store.sqlite;

import dev.penstock.spi.store.Store;
import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.TestPluginContext;
import dev.penstock.testkit.store.StoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
  @TempDir private Path folder;

  @Override
  protected Store open(FakeClock clock) {
    return new SqliteStoreFactory()
        .create(
            SqliteSettings.at(Path.of("data/ledger.db")),
            TestPluginContext.named("sqlite").clock(clock).folder(folder));
  }
}
