package dev.penstock.api.policy;

/** What happens when a share of a budget is spent; the later one is the stronger. */
public enum BudgetAction {
  /** The listeners are told. */
  ALERT,
  /** Models are ranked by cost, whatever the route says. */
  CHEAPEST,
  /** Only answers given before are given; no model is asked. */
  RECALL_ONLY,
  /** Nothing is answered, not even from the cache. */
  REFUSE
}
