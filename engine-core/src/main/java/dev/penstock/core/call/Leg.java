package dev.penstock.core.call;

import dev.penstock.api.policy.Deadlines;
import dev.penstock.core.call.Pump.Item;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.StreamEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An attempt that runs: its answer on the way, and how long that may take. */
final class Leg {
  private final Run run;
  private final Pump pump;
  private final Desk desk;
  private final boolean whole;
  private final long start;
  private final Duration limit;

  private Leg(Run run, Pump pump, Desk desk, boolean whole, long start, Duration limit) {
    this.run = run;
    this.pump = pump;
    this.desk = desk;
    this.whole = whole;
    this.start = start;
    this.limit = limit;
  }

  static Leg start(Desk desk, CallPlan plan, Run run, Duration limit, boolean whole, Bell bell) {
    boolean started = false;
    try {
      ProviderCall call = Outgoing.call(run, plan.need().request(), limit);
      long start = desk.ticker().getAsLong();
      Pump pump =
          Pump.start(run.choice().model().provider(), call, whole, bell, desk.ticker(), run.gaps());
      started = true;
      return new Leg(run, pump, desk, whole, start, limit);
    } finally {
      if (!started) {
        run.failed(
            ProviderFailure.of(FailureKind.PLUGIN_FAILED, Phase.NOT_RUN, "nothing was sent"), "");
      }
    }
  }

  Run run() {
    return run;
  }

  Pump pump() {
    return pump;
  }

  /** How long it may take altogether. */
  Duration limit() {
    return limit;
  }

  /** When it began, on the engine's ticker. */
  long start() {
    return start;
  }

  /** The next event if there is one; the bell's lock must be held. */
  @Nullable StreamEvent poll() throws ProviderException, InterruptedException {
    return switch (pump.poll()) {
      case null -> null;
      case Item.Event event -> event.event();
      case Item.Failure failure -> throw Caller.classified(failure.thrown(), limit);
    };
  }

  /**
   * How long to wait for the next event at most.
   *
   * @param since when the wait began; a silence before it is not the provider's
   * @param content whether there was content before
   */
  long patience(long now, long since, boolean content) {
    long left = start + limit.toNanos() - now;
    if (whole) {
      return left;
    }
    Deadlines deadlines = desk.settings().deadlines();
    if (!content) {
      left = Math.min(left, start + deadlines.firstToken().toNanos() - now);
    }
    Long heard = pump.lastHeard();
    if (heard != null) {
      long quietSince = heard - since > 0 ? heard : since;
      left = Math.min(left, quietSince + deadlines.idle().toNanos() - now);
    }
    return left;
  }

  /** What it means that this patience is over. */
  ProviderException late(long now, boolean content) {
    String what;
    if (whole || now - start >= limit.toNanos()) {
      what = "no complete answer in " + limit.toMillis() + " ms";
    } else if (!content && now - start >= desk.settings().deadlines().firstToken().toNanos()) {
      what = "no content in " + desk.settings().deadlines().firstToken().toMillis() + " ms";
    } else {
      what = "silent for " + desk.settings().deadlines().idle().toMillis() + " ms";
    }
    return new ProviderException(ProviderFailure.of(FailureKind.TIMEOUT, Phase.MAY_HAVE_RUN, what));
  }
}
