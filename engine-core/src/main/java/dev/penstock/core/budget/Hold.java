package dev.penstock.core.budget;

import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.spi.store.AccountId;
import dev.penstock.spi.store.Amount;
import java.util.List;

/** What is held for one attempt in every budget it falls under, until it is settled. */
public final class Hold implements Admission {
  private final String id;
  private final Amount amount;
  private final List<Watched> watched;

  Hold(String id, Amount amount, List<Watched> watched) {
    this.id = id;
    this.amount = amount;
    this.watched = watched;
  }

  /** An account of a budget that does something at a share. */
  record Watched(BudgetSpec budget, AccountId account) {}

  String id() {
    return id;
  }

  /** What is held. */
  public Amount amount() {
    return amount;
  }

  List<Watched> watched() {
    return watched;
  }
}
