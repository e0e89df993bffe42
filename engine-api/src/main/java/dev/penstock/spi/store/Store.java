package dev.penstock.spi.store;

/** Keeps the ledger and the accounts of the budgets together. */
public interface Store extends AutoCloseable {
  /** The budgets' side. */
  BudgetStore budgets();

  /** The ledger's side. */
  LedgerStore ledger();

  /** Keeps what was appended, then closes. Holds that are open stay open. */
  @Override
  void close();
}
