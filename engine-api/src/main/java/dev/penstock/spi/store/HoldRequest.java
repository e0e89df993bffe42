package dev.penstock.spi.store;

import java.time.Duration;
import java.util.List;

/**
 * What is to be held for one call to a provider.
 *
 * @param id names the hold for ever; it holds the attempt's id and is never used for another call
 * @param claims the accounts it falls under; none for a call that nothing limits
 * @param amount the most that the call can take, held in every account
 * @param ttl how long the hold lasts unless it is renewed, more than zero
 * @param ifLost the row that is appended if the hold expires; its cost is {@code amount.cost()}
 */
public record HoldRequest(
    String id, List<Claim> claims, Amount amount, Duration ttl, LedgerRow ifLost) {
  /** Checks and copies the components. */
  public HoldRequest {
    claims = List.copyOf(claims);
    if (ttl.isZero() || ttl.isNegative()) {
      throw new IllegalArgumentException("a hold must last longer than 0");
    }
  }
}
