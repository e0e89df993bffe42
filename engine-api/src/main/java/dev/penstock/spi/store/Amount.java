package dev.penstock.spi.store;

import dev.penstock.api.money.Usd;

/**
 * An amount in the three units of an account.
 *
 * @param cost money
 * @param tokens tokens in and out
 * @param requests calls to providers
 */
public record Amount(Usd cost, long tokens, long requests) {
  /** Nothing at all. */
  public static final Amount NOTHING = new Amount(Usd.ZERO, 0, 0);

  /** Refuses negative amounts. */
  public Amount {
    if (cost.isNegative() || tokens < 0 || requests < 0) {
      throw new IllegalArgumentException("an amount must not be negative");
    }
  }

  /** What one call to a provider takes. */
  public static Amount ofCall(Usd cost, long tokens) {
    return new Amount(cost, tokens, 1);
  }

  /** The sum; throws {@link ArithmeticException} on overflow. */
  public Amount plus(Amount other) {
    return new Amount(
        cost.plus(other.cost),
        Math.addExact(tokens, other.tokens),
        Math.addExact(requests, other.requests));
  }
}
