package dev.penstock.core.pipeline;

import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream;
import dev.penstock.api.PenstockException;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.call.CallPlan;
import dev.penstock.core.call.Caller;
import dev.penstock.core.call.Live;
import dev.penstock.core.call.Relay;
import dev.penstock.core.recall.LookUp;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Performs a plan by a call of its own, and lands the flight that it leads. */
final class Performer {
  private final Caller caller;
  private final Explainer explainer;
  private final Settler settler;
  private final Duration limit;

  Performer(Caller caller, Explainer explainer, Settler settler, Duration limit) {
    this.caller = caller;
    this.explainer = explainer;
    this.settler = settler;
    this.limit = limit;
  }

  /**
   * Answers a request.
   *
   * @param ticket the flight that it leads, or null
   */
  Answer whole(Decision.Plan plan, Flights.@Nullable Ticket ticket) {
    try {
      return settler.delivered(plan, caller.call(callPlan(plan)), ticket);
    } catch (PenstockException e) {
      FlightEnd.failed(ticket, e, false);
      throw settler.unanswered(plan, e);
    } catch (RuntimeException e) {
      FlightEnd.failed(ticket, Errors.internal(e), false);
      throw settler.failed(plan.admitted(), Errors.internal(e));
    } finally {
      FlightEnd.left(ticket);
    }
  }

  /** Answers a request piece by piece that no other one follows. */
  ChatStream stream(Decision.Plan plan, Runnable whenOver) {
    try {
      return new LiveStream(plan, caller.stream(callPlan(plan)), settler, whenOver);
    } catch (PenstockException e) {
      throw settler.unanswered(plan, e);
    } catch (RuntimeException e) {
      throw settler.failed(plan.admitted(), Errors.internal(e));
    }
  }

  /** Answers a request piece by piece, for itself and those that follow it. */
  ChatStream stream(
      Decision.Plan plan, LookUp.Miss miss, Flights.Ticket ticket, Runnable whenOver) {
    boolean shown = false;
    try {
      Live live = caller.stream(callPlan(plan));
      if (!live.startsWithText()) {
        ticket.land(new Flights.Landing.NotShared());
        return new LiveStream(plan, live, settler, whenOver);
      }
      Broadcast broadcast = new Broadcast(plan, miss, live, ticket, settler);
      Relay.Reader reader = Objects.requireNonNull(broadcast.join());
      ChatStream stream = follow(plan, broadcast, reader, true, whenOver);
      ticket.show(broadcast);
      shown = true;
      return stream;
    } catch (PenstockException e) {
      FlightEnd.failed(ticket, e, true);
      throw settler.unanswered(plan, e);
    } catch (RuntimeException e) {
      FlightEnd.failed(ticket, Errors.internal(e), true);
      throw settler.failed(plan.admitted(), Errors.internal(e));
    } finally {
      FlightEnd.left(shown ? null : ticket);
    }
  }

  /** Reads along. */
  ChatStream follow(
      Decision.Plan plan,
      Broadcast broadcast,
      Relay.Reader reader,
      boolean leads,
      Runnable whenOver) {
    return new SharedStream(plan, broadcast, reader, settler, leads, deadline(plan), whenOver);
  }

  /** Until when a request waits, on the engine's ticker. */
  long deadline(Decision.Plan plan) {
    RouteSpec route = plan.selection().route();
    Duration time = route.deadline() == null ? limit : route.deadline();
    return plan.admitted().startNanos() + time.toNanos();
  }

  private CallPlan callPlan(Decision.Plan plan) {
    return new CallPlan(
        plan.need(),
        plan.classified(),
        plan.selection().route(),
        plan.selection().choices(),
        deadline(plan),
        () -> explainer.of(plan));
  }
}
