package dev.penstock.api.policy;

/** How a route orders the models that passed its filters. */
public enum Rank {
  /** As the route lists them. */
  ORDERED,
  /** By the expected cost of this request. */
  CHEAPEST,
  /** By the measured time to the first token, or the stated one until enough was measured. */
  FASTEST,
  /** By chance in proportion to the weights, the same choice for the whole session. */
  WEIGHTED
}
