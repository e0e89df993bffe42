package dev.penstock.core.ledger;

/** How a request ended, as the ledger counts it. */
public enum Outcome {
  ANSWERED,
  RECALLED,
  REFUSED,
  FAILED
}
