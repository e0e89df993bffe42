package dev.penstock.core.model;

import dev.penstock.api.policy.BreakerSpec;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker. Resilience4j counts calls and probes; when it opens beside its rate, for how
 * long, and which results are too late to count is decided here.
 */
final class Breaker {
  /** What {@link #tryAcquire} gives when no call may be made. */
  static final long REFUSED = -1;

  /** Opening ends by the ticker here, never by Resilience4j itself. */
  private static final Duration NEVER = Duration.ofDays(36_500);

  private static final double JITTER = 0.1;

  private final ReentrantLock lock = new ReentrantLock();
  private final BreakerSpec spec;
  private final LongSupplier ticker;
  private final DoubleSupplier random;
  private final CircuitBreaker breaker;

  /** Counts changes of state; a call that began before the last one tells nothing any more. */
  private long epoch;

  private int inARow;
  private String lastFailure = "none";
  private int openings;

  /** The last opening, until it has closed again; read by every request, so without the lock. */
  private volatile @Nullable Opening opening;

  private record Opening(String cause, long until) {}

  /** A closed breaker; the random numbers from 0 to 1 vary how long it stays open. */
  Breaker(String name, BreakerSpec spec, LongSupplier ticker, DoubleSupplier random) {
    this.spec = spec;
    this.ticker = ticker;
    this.random = random;
    long origin = ticker.getAsLong();
    InstantSource sinceThen = () -> Instant.EPOCH.plusNanos(ticker.getAsLong() - origin);
    this.breaker =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .slidingWindow(
                    (int) spec.window().toSeconds(), spec.minCalls(), SlidingWindowType.TIME_BASED)
                .failureRateThreshold((float) spec.failureRate().percent().doubleValue())
                .slowCallRateThreshold(100)
                .slowCallDurationThreshold(Duration.ofDays(1))
                .waitDurationInOpenState(NEVER)
                .permittedNumberOfCallsInHalfOpenState(spec.probes())
                .currentTimestampFunction(clock -> ticker.getAsLong(), TimeUnit.NANOSECONDS)
                .clock(sinceThen.withZone(ZoneOffset.UTC))
                .build());
  }

  BreakerSpec spec() {
    return spec;
  }

  /** Asks for a call; what it gives goes with the call's result, which must be told. */
  long tryAcquire() {
    lock.lock();
    try {
      if (breaker.getState() == State.OPEN && openFor() <= 0) {
        breaker.transitionToHalfOpenState();
        epoch++;
      }
      return breaker.tryAcquirePermission() ? epoch : REFUSED;
    } finally {
      lock.unlock();
    }
  }

  /** The call succeeded. */
  void succeeded(long permit, long nanos) {
    lock.lock();
    try {
      if (permit != epoch) {
        return;
      }
      inARow = 0;
      State before = breaker.getState();
      breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
      changed(before, lastFailure); // a success can be the tenth call, of which half failed
    } finally {
      lock.unlock();
    }
  }

  /** The call failed. */
  void failed(long permit, long nanos, String why, Throwable thrown) {
    lock.lock();
    try {
      if (permit != epoch) {
        return;
      }
      lastFailure = why;
      State before = breaker.getState();
      breaker.onError(nanos, TimeUnit.NANOSECONDS, thrown);
      if (!changed(before, why) && ++inARow >= spec.consecutive() && before == State.CLOSED) {
        opened(why, null);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The call tells nothing. */
  void inconclusive(long permit) {
    lock.lock();
    try {
      if (permit == epoch) {
        breaker.releasePermission();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Opens it at once, or keeps it open for longer.
   *
   * @param atLeast how long at least, or null for as long as any opening lasts
   * @return whether it was not open before
   */
  boolean open(String why, @Nullable Duration atLeast) {
    lock.lock();
    try {
      if (breaker.getState() == State.OPEN && openFor() > 0) {
        if (atLeast != null && atLeast.toNanos() > openFor()) {
          opening = new Opening(why, ticker.getAsLong() + atLeast.toNanos());
        }
        return false;
      }
      boolean newly = breaker.getState() == State.CLOSED;
      opened(why, atLeast);
      return newly;
    } finally {
      lock.unlock();
    }
  }

  /** Why it was opened, until it has closed again; then null. */
  @Nullable String cause() {
    Opening last = opening;
    return last == null ? null : last.cause;
  }

  /** How long it stays open; zero if it is not. */
  Duration left() {
    return opening == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, openFor()));
  }

  private long openFor() {
    Opening last = opening;
    return last == null ? 0 : last.until - ticker.getAsLong();
  }

  /** Takes in what Resilience4j made of a result; whether it changed its state. */
  private boolean changed(State before, String why) {
    State now = breaker.getState();
    if (now == before) {
      return false;
    }
    if (now == State.OPEN) {
      lasts(why, null);
    } else {
      openings = 0;
      opening = null;
    }
    inARow = 0;
    epoch++;
    return true;
  }

  private void opened(String why, @Nullable Duration atLeast) {
    if (breaker.getState() != State.OPEN) {
      breaker.transitionToOpenState();
    }
    lasts(why, atLeast);
    inARow = 0;
    epoch++;
  }

  private void lasts(String why, @Nullable Duration atLeast) {
    openings++;
    double nanos =
        Math.min((double) spec.open().toNanos() * openings, (double) spec.longestOpen().toNanos());
    if (atLeast != null) {
      nanos = Math.max(nanos, (double) atLeast.toNanos());
    }
    nanos *= 1 - JITTER + 2 * JITTER * random.getAsDouble();
    opening = new Opening(why, ticker.getAsLong() + Math.max(1, (long) nanos));
  }
}
