package dev.penstock.api.policy;

/** How long a budget's limit lasts; it starts anew on the calendar of the budget's zone. */
public enum BudgetPeriod {
  MINUTE,
  HOUR,
  DAY,
  /** From Monday. */
  WEEK,
  MONTH,
  /** For ever. */
  TOTAL
}
