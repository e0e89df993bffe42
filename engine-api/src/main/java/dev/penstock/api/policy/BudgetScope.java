package dev.penstock.api.policy;

/** What a budget counts apart: one limit for each value of the scope. */
public enum BudgetScope {
  /** One limit for everything. */
  ALL,
  /** One limit per tenant. */
  TENANT,
  /** One limit per user of a tenant. */
  USER,
  /** One limit per provider instance. */
  PROVIDER,
  /** One limit per model. */
  MODEL,
  /** One limit per tier. */
  TIER,
  /** One limit per value of a tag; requests without it are counted together. */
  TAG
}
