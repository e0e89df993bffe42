package dev.penstock.core.store;

import dev.penstock.spi.store.AccountBook;
import dev.penstock.spi.store.BudgetStore;
import dev.penstock.spi.store.LedgerStore;
import dev.penstock.spi.store.Store;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Keeps everything in memory, as long as the engine lives. */
public final class MemoryStore implements Store {
  private final MemoryLedger ledger = new MemoryLedger();
  private final MemoryBudgets budgets;

  /** An empty store. */
  public MemoryStore(InstantSource clock, LongSupplier ticker) {
    budgets = new MemoryBudgets(new AccountBook(clock, ticker), ledger);
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
  public void close() {}
}
