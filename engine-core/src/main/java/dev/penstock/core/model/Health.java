package dev.penstock.core.model;

import dev.penstock.spi.ProviderFailure;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.IllegalStateTransitionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a model of a provider answers at present: a circuit breaker with a window of 60 s, at
 * least 10 calls, 50 % failures, 10 s open, 3 probes.
 */
public final class Health {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private static final Duration OPEN = Duration.ofSeconds(10);

  private final CircuitBreaker breaker;
  private final InstantSource clock;
  private volatile @Nullable Down down;

  Health(String name, InstantSource clock, LongSupplier ticker) {
    this.clock = clock;
    Clock zoned = clock.withZone(ZoneOffset.UTC);
    breaker =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .slidingWindow(60, 10, SlidingWindowType.TIME_BASED)
                .failureRateThreshold(50)
                .slowCallRateThreshold(100)
                .slowCallDurationThreshold(Duration.ofHours(2))
                .waitDurationInOpenState(OPEN)
                .permittedNumberOfCallsInHalfOpenState(3)
                .currentTimestampFunction(any -> ticker.getAsLong(), TimeUnit.NANOSECONDS)
                .clock(zoned)
                .build());
  }

  /** Why it must not be asked now, or null if it may. */
  public @Nullable String unavailable() {
    if (breaker.getState() != CircuitBreaker.State.OPEN) {
      return null;
    }
    Down cause = down;
    if (cause == null) {
      return "circuit breaker open";
    }
    return clock.instant().isBefore(cause.until)
        ? "circuit breaker open until " + cause.until + ", last failure: " + cause.why
        : null;
  }

  /** Asks for one call; a permitted call must be reported. */
  public boolean tryAcquire() {
    return breaker.tryAcquirePermission();
  }

  /** The call gave an answer. */
  public void succeeded(long nanos) {
    breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
  }

  /** The call failed in a way that tells of the provider's health. */
  public void failed(long nanos, ProviderFailure failure, Throwable thrown) {
    down = new Down(clock.instant().plus(OPEN), failure.kind() + ", " + failure.message());
    breaker.onError(nanos, TimeUnit.NANOSECONDS, thrown);
  }

  /** The call failed in a way that will not mend by itself soon. */
  public void broken(ProviderFailure failure) {
    down = new Down(clock.instant().plus(OPEN), failure.kind() + ", " + failure.message());
    breaker.releasePermission();
    try {
      breaker.transitionToOpenState();
    } catch (IllegalStateTransitionException e) {
      LOG.debug("{} was open already", breaker.getName(), e);
    }
  }

  /** The call tells nothing of the provider's health. */
  public void inconclusive() {
    breaker.releasePermission();
  }

  private record Down(Instant until, String why) {}
}
