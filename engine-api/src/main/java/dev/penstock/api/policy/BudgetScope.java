package dev.penstock.api.policy;

/** What a budget counts apart: one limit for each value of the scope. */
public enum BudgetScope {
  ALL,
  TENANT,
  USER,
  PROVIDER,
  MODEL,
  TIER
}
