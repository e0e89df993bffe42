package dev.penstock.core.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.penstock.api.policy.LimitSpec;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The meters of all limits of an engine. They outlive a reload of the policy as long as the limit
 * stays the same, and are dropped when nobody has asked for them long enough to fill up again.
 */
public final class RateLimits {
  /** A bucket is full after a minute; the rest is for debts. */
  private static final Duration IDLE = Duration.ofMinutes(10);

  private static final int MOST_METERS = 100_000;

  private final Cache<Key, Meter> meters;
  private final LongSupplier ticker;

  @Inject
  RateLimits(LongSupplier ticker) {
    this.ticker = ticker;
    this.meters =
        Caffeine.newBuilder()
            .ticker(ticker::getAsLong)
            .expireAfterAccess(IDLE)
            .maximumSize(MOST_METERS)
            .executor(Runnable::run)
            .build();
  }

  private record Key(LimitSpec limit, String value) {}

  Meter meter(LimitSpec limit, String value) {
    return meters.get(
        new Key(limit, value),
        key ->
            new Meter(
                "limit " + limit.name() + " of " + value,
                limit.requestsPerMinute(),
                limit.tokensPerMinute(),
                ticker));
  }

  /** How many meters are kept. */
  long size() {
    meters.cleanUp();
    return meters.estimatedSize();
  }
}
