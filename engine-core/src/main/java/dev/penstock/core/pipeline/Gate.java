package dev.penstock.core.pipeline;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.policy.BudgetAction;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.core.budget.Budgets;
import dev.penstock.core.budget.Demand;
import dev.penstock.core.budget.Subject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps out requests for which a budget demands that nothing is answered. */
final class Gate {
  private final List<BudgetSpec> refusing;
  private final Budgets budgets;

  Gate(List<BudgetSpec> limits, Budgets budgets) {
    this.refusing = limits.stream().filter(b -> b.at().containsValue(BudgetAction.REFUSE)).toList();
    this.budgets = budgets;
  }

  /** Why a request is kept out, or null if it is not. */
  @Nullable PenstockException refusal(Admitted admitted) {
    if (refusing.isEmpty()) {
      return null;
    }
    Subject subject = Subject.of(admitted.request().metadata());
    Demand standing = budgets.demand(refusing, subject, admitted.at());
    return standing == null || !standing.refuses()
        ? null
        : new PenstockException(ErrorCode.BUDGET_EXHAUSTED, standing.toString());
  }
}
