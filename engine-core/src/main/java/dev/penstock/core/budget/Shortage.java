package dev.penstock.core.budget;

import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetSpec;

/** A budget that has not enough left. */
public record Shortage(BudgetSpec budget, String scope, Usd left) implements Admission {
  @Override
  public String toString() {
    return "budget " + budget.name() + " has " + left + " USD left for " + scope;
  }
}
