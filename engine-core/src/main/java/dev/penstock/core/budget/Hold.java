package dev.penstock.core.budget;

import dev.penstock.api.money.Usd;
import java.util.List;

/** Money held for one attempt in every budget it falls under, until it is settled. */
public final class Hold implements Admission {
  private final Usd amount;
  final List<Account> accounts;
  boolean settled;

  Hold(Usd amount, List<Account> accounts) {
    this.amount = amount;
    this.accounts = accounts;
  }

  /** What is held. */
  public Usd amount() {
    return amount;
  }
}
