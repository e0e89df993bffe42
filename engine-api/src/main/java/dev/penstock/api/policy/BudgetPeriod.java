package dev.penstock.api.policy;

/** How long a budget's limit lasts; it starts anew on the calendar of the budget's zone. */
public enum BudgetPeriod {
  /** Sixty seconds. */
  MINUTE,
  /** An hour of the zone's clock face. */
  HOUR,
  /** A calendar day, which may have 23 or 25 hours. */
  DAY,
  /** From Monday. */
  WEEK,
  /** A calendar month, from its first day. */
  MONTH,
  /** For ever. */
  TOTAL
}
