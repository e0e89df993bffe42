package dev.penstock.core.model;

import dev.penstock.api.explain.Availability.State;
import dev.penstock.api.policy.Ability;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.report.ModelState;
import dev.penstock.core.limit.Claim;
import dev.penstock.core.limit.Concurrency;
import dev.penstock.core.limit.Excess;
import dev.penstock.core.limit.Meter;
import dev.penstock.core.limit.Taken;
import dev.penstock.core.limit.Taking;
import dev.penstock.core.price.PriceList;
import dev.penstock.core.tokens.Calibration;
import dev.penstock.spi.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A model of the policy with what is known of it at run time.
 *
 * @param name the policy's name of it
 * @param spec what the policy says
 * @param id the provider's own name of it
 * @param upstream its provider instance
 * @param simulated whether that provider is a simulated one
 * @param abilities what both the model and its provider's wire can do
 * @param prices its price list
 * @param calibration what its provider's reports have taught about counts of its tokens
 * @param health whether it answers at present
 * @param firstToken measured time to the first token of streams
 * @param whole measured time of whole answers
 * @param pace how fast it writes streams
 * @param ticker the engine's
 */
public record Model(
    String name,
    ModelSpec spec,
    String id,
    Upstream upstream,
    boolean simulated,
    Set<Ability> abilities,
    PriceList prices,
    Calibration calibration,
    Health health,
    LatencyMeter firstToken,
    LatencyMeter whole,
    Pace pace,
    LongSupplier ticker) {
  /** The name of its provider instance. */
  public String providerName() {
    return spec.provider();
  }

  /** Its provider. */
  public Provider provider() {
    return upstream.provider();
  }

  /** What its provider has shown of its limits. */
  public Traffic traffic() {
    return upstream.traffic();
  }

  /** The limit of its provider instance, or null if the policy sets none. */
  public @Nullable Meter meter() {
    return upstream.meter();
  }

  /** How long a request may wait for one of the provider's running calls to end. */
  public Duration maxWait() {
    return upstream.concurrency().maxWait();
  }

  /** How it stands for an attempt with such a claim: the gravest of what is in the way. */
  public Standing standing(Claim claim) {
    Standing ofHealth = health.standing();
    if (ofHealth.state() == State.OPEN) {
      return ofHealth;
    }
    Duration limited = traffic().limitedFor();
    Excess excess = claim.lackingForCandidate();
    if (excess != null && (excess.lasts() == null || excess.lasts().compareTo(limited) > 0)) {
      return new Standing(State.LIMITED, excess.cause(), excess.lasts());
    }
    if (!limited.isZero()) {
      return new Standing(State.LIMITED, "rate limited", limited);
    }
    String full = upstream.concurrency().full();
    return full != null ? new Standing(State.FULL, full, null) : ofHealth;
  }

  /**
   * Asks for a call.
   *
   * @param admitted whether the request's limits have let it in before
   * @param wait how long to wait for one of the provider's running calls to end
   */
  public Access enter(Claim claim, boolean admitted, Duration wait) throws InterruptedException {
    Concurrency places = upstream.concurrency();
    if (!places.enter(wait)) {
      return new Access.Denied(Access.By.LIMIT, "too many calls of its provider run");
    }
    Access access = null;
    try {
      access = enter(claim, admitted);
      return access;
    } finally {
      if (!(access instanceof Pass)) {
        places.leave();
      }
    }
  }

  private Access enter(Claim claim, boolean admitted) {
    Health.Permit permit = health.tryAcquire();
    if (permit == null) {
      return new Access.Denied(Access.By.HEALTH, health.standing().denied());
    }
    Taking taking = claim.take(admitted);
    return switch (taking) {
      case Taken taken -> new Pass(this, permit, taken, ticker.getAsLong());
      case Excess excess -> {
        health.inconclusive(permit);
        yield new Access.Denied(
            excess.ofRequest() ? Access.By.REQUEST : Access.By.LIMIT, excess.toString());
      }
    };
  }

  /** What is told of it at a moment. */
  public ModelState state(Instant now) {
    Meter meter = meter();
    Claim one = meter == null ? Claim.NONE : new Claim(List.of(), List.of(meter), () -> 1);
    return new ModelState(
        name,
        providerName(),
        simulated,
        standing(one).at(now),
        upstream.concurrency().inFlight(),
        upstream.concurrency().limit(),
        meter == null ? null : meter.requestsLeft(),
        meter == null ? null : meter.tokensLeft());
  }
}
