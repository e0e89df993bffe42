package dev.penstock.core.model;

import dev.penstock.api.policy.ProviderSpec;
import dev.penstock.core.limit.Concurrency;
import dev.penstock.core.limit.Meter;
import dev.penstock.spi.Provider;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A provider instance with what is known of it at run time, shared by all of its models.
 *
 * @param name the instance's name
 * @param provider the instance
 * @param breaker open while none of its models can answer, such as with a wrong key
 * @param traffic until when it wants to be left alone
 * @param concurrency how many of its calls run
 * @param meter what is left of its own limits, or null if it has none
 */
record Upstream(
    String name,
    Provider provider,
    Breaker breaker,
    Traffic traffic,
    Concurrency concurrency,
    @Nullable Meter meter) {
  /**
   * The instance under its settings. Of the same instance before, each part is kept whose settings
   * stay the same.
   */
  static Upstream of(
      String name,
      Provider provider,
      ProviderSpec spec,
      LongSupplier ticker,
      @Nullable Upstream before) {
    Upstream old = before != null && before.provider.equals(provider) ? before : null;
    return new Upstream(
        name,
        provider,
        old != null && old.breaker.spec().equals(spec.breaker())
            ? old.breaker
            : breaker(name, spec, ticker),
        old != null ? old.traffic : new Traffic(ticker),
        old != null && old.concurrency.isFor(spec.concurrency())
            ? old.concurrency
            : new Concurrency(spec.concurrency(), ticker),
        meter(name, spec, ticker, old == null ? null : old.meter));
  }

  static Breaker breaker(String name, ProviderSpec spec, LongSupplier ticker) {
    return new Breaker(
        name, spec.breaker(), ticker, () -> ThreadLocalRandom.current().nextDouble());
  }

  private static @Nullable Meter meter(
      String name, ProviderSpec spec, LongSupplier ticker, @Nullable Meter before) {
    Long requests = spec.requestsPerMinute();
    Long tokens = spec.tokensPerMinute();
    if (requests == null && tokens == null) {
      return null;
    }
    return before != null && before.isFor(requests, tokens)
        ? before
        : new Meter("the policy's limit of provider " + name, requests, tokens, ticker);
  }
}
