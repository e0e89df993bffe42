package dev.penstock.spi.store;

/** What an account counts. */
public enum Unit {
  /** Money, in nano-dollars. */
  USD,
  /** Tokens in and out. */
  TOKENS,
  /** Calls to providers. */
  REQUESTS
}
