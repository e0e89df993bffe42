package dev.penstock.core.call;

import dev.penstock.api.explain.Attempt;
import dev.penstock.api.policy.HedgeSpec;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.StreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the candidate that gives content first. One is asked after another; a second one beside the
 * first only if the route hedges and the first is slow. Used by one thread.
 */
final class Race {
  private final Desk desk;
  private final CallPlan plan;
  private final Attempts attempts;
  private final boolean whole;
  private final Bell bell = new Bell();
  private final List<Leg> legs = new ArrayList<>(1);
  private boolean hedged;

  Race(Desk desk, CallPlan plan, boolean whole) {
    this.desk = desk;
    this.plan = plan;
    this.attempts = new Attempts(desk, plan);
    this.whole = whole;
  }

  /** The winner; all others are settled. */
  Live run() {
    try {
      while (true) {
        if (legs.isEmpty()) {
          start(Caller.open(attempts));
        }
        Live live = step();
        if (live != null) {
          return live;
        }
      }
    } catch (InterruptedException e) {
      for (Leg leg : legs) {
        leg.pump().cancel();
        attempts.ended(
            leg.run(),
            leg.run().failed(Caller.cancelled(Phase.MAY_HAVE_RUN), leg.pump().received()));
      }
      Thread.currentThread().interrupt();
      throw attempts.gaveUp();
    } catch (RuntimeException | Error e) {
      for (Leg leg : legs) {
        leg.pump().cancel();
        leg.run().failed(Caller.broken("was left behind"), leg.pump().received());
      }
      throw e;
    }
  }

  private void start(Run run) {
    legs.add(Leg.start(desk, plan, run, attempts.limit(), whole, bell));
  }

  /** Waits for one thing to happen; the winner if that was it. */
  private @Nullable Live step() throws InterruptedException {
    long now = desk.ticker().getAsLong();
    long hedgeIn = hedgeIn(now);
    Leg late = null;
    bell.lock();
    try {
      for (Leg leg : legs) {
        StreamEvent event;
        try {
          event = leg.poll();
        } catch (ProviderException e) {
          failed(leg, e);
          return null;
        }
        if (event != null) {
          return came(leg, event);
        }
      }
      long wait = hedgeIn;
      for (Leg leg : legs) {
        long left = leg.patience(now, leg.start(), false);
        if (left < wait) {
          wait = left;
          late = leg;
        }
      }
      if (bell.await(wait)) {
        return null;
      }
    } finally {
      bell.unlock();
    }
    if (late == null) {
      hedge();
    } else {
      expire(late);
    }
    return null;
  }

  /** A wait may end a moment early, or something may have come at its very end. */
  private void expire(Leg leg) {
    long now = desk.ticker().getAsLong();
    bell.lock();
    try {
      if (leg.patience(now, leg.start(), false) > 0) {
        return;
      }
    } finally {
      bell.unlock();
    }
    failed(leg, leg.late(now, false));
  }

  private void failed(Leg leg, ProviderException e) {
    legs.remove(leg);
    leg.pump().cancel();
    Attempt attempt = leg.run().failed(e.failure(), leg.pump().received());
    attempts.failed(leg.run(), attempt, e.failure(), legs.isEmpty());
  }

  private @Nullable Live came(Leg leg, StreamEvent event) throws InterruptedException {
    if (event instanceof StreamEvent.End end) {
      String unwanted = attempts.unwanted(end.finishReason(), true);
      if (unwanted != null) {
        legs.remove(leg);
        attempts.ended(
            leg.run(),
            leg.run().unwanted(unwanted, end.usage(), end.responseId(), leg.pump().received()));
        return null;
      }
    }
    legs.remove(leg);
    for (Leg loser : legs) {
      attempts.ended(loser.run(), lose(loser));
      loser.pump().cancel();
    }
    if (!whole) {
      leg.run().content();
    }
    return new Live(desk, attempts, leg, bell, event);
  }

  /** One that has failed by itself in the same moment has not lost. */
  private static Attempt lose(Leg loser) throws InterruptedException {
    try {
      loser.poll();
    } catch (ProviderException e) {
      return loser.run().failed(e.failure(), loser.pump().received());
    }
    return loser.run().lost(loser.pump().end(), loser.pump().received());
  }

  /** In how many nanoseconds a second candidate is due; never is a long time. */
  private long hedgeIn(long now) {
    HedgeSpec spec = plan.route().hedge();
    if (spec == null || hedged || legs.size() != 1) {
      return Long.MAX_VALUE;
    }
    Leg slow = legs.getFirst();
    Duration usual =
        whole
            ? slow.run().choice().model().whole().quantile(spec.after().fraction())
            : slow.run().choice().model().firstToken().quantile(spec.after().fraction());
    if (usual == null) {
      return Long.MAX_VALUE;
    }
    Duration after = usual.compareTo(spec.atLeast()) < 0 ? spec.atLeast() : usual;
    return Math.max(1, slow.start() + after.toNanos() - now);
  }

  private void hedge() throws InterruptedException {
    HedgeSpec spec = plan.route().hedge();
    hedged = true;
    Run second = spec == null ? null : attempts.hedge(legs.getFirst().run(), spec);
    if (second != null) {
      start(second);
    }
  }
}
