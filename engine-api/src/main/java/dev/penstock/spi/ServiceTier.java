package dev.penstock.spi;

/** The class of service that a provider says it answered under; it decides the price. */
public enum ServiceTier {
  /** At the price of the list. */
  STANDARD,
  /** Slower and cheaper, answered at once. */
  FLEX,
  /** Answered some time later, as one of many. */
  BATCH,
  /** Any other, such as a faster one; its price is not known to the policy. */
  OTHER
}
