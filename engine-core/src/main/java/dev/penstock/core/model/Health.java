package dev.penstock.core.model;

import dev.penstock.api.explain.Availability.State;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model of a provider answers at present: a circuit breaker of its own, and one that it
 * shares with all models of its provider instance, for what breaks them all, such as the key.
 */
public final class Health {
  private static final int ANOMALIES = 5;

  /** A longer time than this is not believed. */
  private static final Duration LONGEST_QUOTA = Duration.ofHours(1);

  private final String provider;
  private final String model;
  private final Breaker own;
  private final Breaker shared;
  private final AtomicInteger anomalies = new AtomicInteger();
  private final AtomicBoolean redirected = new AtomicBoolean();
  private volatile @Nullable String gone;

  Health(String provider, String model, Breaker own, Breaker shared) {
    this.provider = provider;
    this.model = model;
    this.own = own;
    this.shared = shared;
  }

  /** Whether it was made with these breakers' settings, and its model is not gone. */
  boolean survives(Breaker sharedNow) {
    return gone == null && shared == sharedNow;
  }

  /** Forgets that the model is gone. */
  void look() {
    gone = null;
  }

  /** How it stands. */
  Standing standing() {
    String missing = gone;
    if (missing != null) {
      return new Standing(
          State.OPEN, "until the policy is reloaded, last failure: " + missing, null);
    }
    Breaker longer = shared.left().compareTo(own.left()) > 0 ? shared : own;
    Duration left = longer.left();
    if (!left.isZero()) {
      return new Standing(State.OPEN, "last failure: " + longer.cause(), left);
    }
    String cause = shared.cause() != null ? shared.cause() : own.cause();
    return cause == null
        ? Standing.CLOSED
        : new Standing(State.HALF_OPEN, "last failure: " + cause, null);
  }

  /** Asks for a call, which must be reported; null if none may be made. */
  @Nullable Permit tryAcquire() {
    if (gone != null) {
      return null;
    }
    long ofShared = shared.tryAcquire();
    if (ofShared == Breaker.REFUSED) {
      return null;
    }
    long ofOwn = own.tryAcquire();
    if (ofOwn == Breaker.REFUSED) {
      shared.inconclusive(ofShared);
      return null;
    }
    return new Permit(ofOwn, ofShared);
  }

  /** A call that both breakers have let through. */
  record Permit(long own, long shared) {}

  /** The call gave an answer. */
  void succeeded(Permit permit, long nanos) {
    redirected.set(false);
    own.succeeded(permit.own, nanos);
    shared.succeeded(permit.shared, nanos);
  }

  /** The call failed in a way that tells of the model's health. */
  @Nullable Alert failed(Permit permit, long nanos, ProviderFailure failure) {
    own.failed(permit.own, nanos, why(failure), new ProviderException(failure));
    shared.inconclusive(permit.shared);
    return failure.kind() == FailureKind.REDIRECTED && redirected.compareAndSet(false, true)
        ? new Alert(provider, null, why(failure))
        : null;
  }

  /** The call failed in a way that will not mend by itself soon. */
  @Nullable Alert broken(Permit permit, ProviderFailure failure) {
    inconclusive(permit);
    return switch (failure.kind()) {
      case MODEL_NOT_FOUND -> {
        boolean known = gone != null;
        gone = why(failure);
        yield known ? null : new Alert(provider, model, why(failure));
      }
      case QUOTA_EXHAUSTED -> shut(shared, failure, quota(failure.retryAfter()));
      case UNAUTHORIZED, TLS_FAILED -> shut(shared, failure, null);
      default -> {
        own.open(why(failure), null);
        yield null;
      }
    };
  }

  private @Nullable Alert shut(Breaker breaker, ProviderFailure failure, @Nullable Duration time) {
    return breaker.open(why(failure), time) ? new Alert(provider, null, why(failure)) : null;
  }

  private Duration quota(@Nullable Duration asked) {
    Duration usual = shared.spec().longestOpen();
    if (asked == null || asked.compareTo(usual) < 0) {
      return usual;
    }
    return asked.compareTo(LONGEST_QUOTA) > 0 ? LONGEST_QUOTA : asked;
  }

  /** The call tells nothing of the model's health. */
  void inconclusive(Permit permit) {
    own.inconclusive(permit.own);
    shared.inconclusive(permit.shared);
  }

  /** An answer reported a usage that cannot be; some in a row open the breaker. */
  public void anomaly() {
    if (anomalies.incrementAndGet() >= ANOMALIES) {
      anomalies.set(0);
      own.open("reported a usage that cannot be, " + ANOMALIES + " times in a row", null);
    }
  }

  /** An answer reported a usage that can be. */
  public void plausible() {
    anomalies.set(0);
  }

  private static String why(ProviderFailure failure) {
    return failure.kind() + ", " + failure.message();
  }
}
