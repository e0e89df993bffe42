package dev.penstock.core.call;

import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.Deadlines;
import dev.penstock.core.model.Model;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a policy says about calls. */
public record CallSettings(
    Deadlines deadlines, List<BudgetSpec> budgets, @Nullable Model baseline) {
  /** The most attempts for one request, over all candidates. */
  static final int MAX_ATTEMPTS = 3;
}
