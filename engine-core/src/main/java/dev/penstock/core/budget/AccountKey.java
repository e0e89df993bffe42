package dev.penstock.core.budget;

import dev.penstock.api.policy.BudgetPeriod;
import dev.penstock.api.policy.BudgetScope;

/** Names an account: budget, scope, its kind of period, the scope's value, and the start. */
record AccountKey(String budget, BudgetScope scope, BudgetPeriod period, String value, long from) {}
