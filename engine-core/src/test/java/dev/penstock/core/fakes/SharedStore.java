package dev.penstock.core.fakes;

import dev.penstock.core.store.MemoryStore;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.StoreFactory;
import dev.penstock.spi.store.BudgetStore;
import dev.penstock.spi.store.LedgerStore;
import dev.penstock.spi.store.Store;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A store in memory, named {@code shared}, into which a test can look beside the engine. */
public final class SharedStore implements StoreFactory<NoSettings>, Store {
  private volatile @Nullable Store opened;

  @Override
  public String name() {
    return "shared";
  }

  @Override
  public Class<NoSettings> settings() {
    return NoSettings.class;
  }

  @Override
  public Store create(NoSettings settings, PluginContext context) {
    opened = new MemoryStore(context.clock(), context.ticker());
    return this;
  }

  private Store store() {
    return Objects.requireNonNull(opened, "no engine has opened it");
  }

  @Override
  public BudgetStore budgets() {
    return store().budgets();
  }

  @Override
  public LedgerStore ledger() {
    return store().ledger();
  }

  @Override
  public void close() {
    store().close();
  }
}
