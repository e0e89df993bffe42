package dev.penstock.core.budget;

import dev.penstock.api.policy.BudgetAction;
import dev.penstock.api.policy.Share;

/** The strongest action that the budgets of a request demand now. */
public record Demand(String budget, String scope, Share share, BudgetAction action) {
  /** Whether no model may be asked. */
  public boolean stops() {
    return action.compareTo(BudgetAction.RECALL_ONLY) >= 0;
  }

  /** Whether not even an answer given before may be given. */
  public boolean refuses() {
    return action == BudgetAction.REFUSE;
  }

  @Override
  public String toString() {
    String then =
        switch (action) {
          case ALERT -> "its listeners are told";
          case CHEAPEST -> "the cheapest model is asked";
          case RECALL_ONLY -> "only answers given before are given";
          case REFUSE -> "nothing is answered";
        };
    return share + " of budget " + budget + " is spent for " + scope + ", where " + then;
  }
}
