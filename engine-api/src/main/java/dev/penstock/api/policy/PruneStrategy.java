package dev.penstock.api.policy;

/** How a document is made shorter. */
public enum PruneStrategy {
  /** An order history in JSON: the latest orders and those that are asked about. */
  ORDERS,
  /** Entries of a knowledge base: those that the question is about, as many as fit. */
  KNOWLEDGE
}
