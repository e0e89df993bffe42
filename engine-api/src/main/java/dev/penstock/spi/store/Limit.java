package dev.penstock.spi.store;

import dev.penstock.api.money.Usd;
import org.jspecify.annotations.Nullable;

/**
 * The most that may be posted and held in an account. A unit whose limit is null is counted and not
 * limited.
 *
 * @param cost the most money, or null
 * @param tokens the most tokens, or null
 * @param requests the most calls to providers, or null
 */
public record Limit(@Nullable Usd cost, @Nullable Long tokens, @Nullable Long requests) {
  /** A limit on money alone. */
  public static Limit of(Usd cost) {
    return new Limit(cost, null, null);
  }
}
