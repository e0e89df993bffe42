package dev.penstock.core.pipeline;

import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Explanation;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.call.CallPlan;
import dev.penstock.core.call.Caller;
import dev.penstock.core.recall.Flights;
import dev.penstock.core.recall.LookUp;
import dev.penstock.core.recall.Recall;
import dev.penstock.spi.CachedAnswer;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The way of a request under one policy: decide, perform, settle. */
public final class Router {
  private final Admission admission;
  private final Gate gate;
  private final Recall recall;
  private final Decider decider;
  private final Caller caller;
  private final Explainer explainer;
  private final Settler settler;
  private final Duration limit;
  private final LongSupplier ticker;

  Router(
      Admission admission,
      Gate gate,
      Recall recall,
      Decider decider,
      Caller caller,
      Explainer explainer,
      Settler settler,
      Duration limit,
      LongSupplier ticker) {
    this.admission = admission;
    this.gate = gate;
    this.recall = recall;
    this.decider = decider;
    this.caller = caller;
    this.explainer = explainer;
    this.settler = settler;
    this.limit = limit;
    this.ticker = ticker;
  }

  /** Answers a request. */
  public Answer route(ChatRequest request) {
    Admitted admitted = admission.admit(request, false, false);
    return switch (decide(admitted)) {
      case Decision.Recalled recalled -> settler.recalled(recalled);
      case Decision.Refusal refusal -> throw settler.refused(refusal);
      case Decision.Plan plan -> share(plan, true, this::perform, answer -> answer);
    };
  }

  /** Answers a request piece by piece; the action runs once when the stream is over. */
  public ChatStream stream(ChatRequest request, Runnable whenOver) {
    Admitted admitted = admission.admit(request, true, false);
    return switch (decide(admitted)) {
      case Decision.Recalled recalled -> new RecalledStream(settler.recalled(recalled), whenOver);
      case Decision.Refusal refusal -> throw settler.refused(refusal);
      case Decision.Plan plan ->
          share(
              plan,
              false,
              (turn, ticket) -> live(turn, whenOver),
              answer -> new RecalledStream(answer, whenOver));
    };
  }

  /** Decides about a request and does nothing else. */
  public Explanation explain(ChatRequest request) {
    Admitted admitted = admission.admit(request, false, true);
    try {
      LookUp lookUp = recall.peek(request, admitted.question());
      Decision decision = decider.decideWithoutRecall(admitted, lookUp);
      Explanation explanation = explainer.of(decision, recall.explain(decision.lookUp(), request));
      return decision.lookUp() instanceof LookUp.Hit ? recalled(explanation) : explanation;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** A recalled answer needs no model; which one would have been asked is said all the same. */
  private static Explanation recalled(Explanation e) {
    return new Explanation(
        e.requestId(),
        e.policy(),
        e.tenant(),
        Explanation.Outcome.RECALL,
        e.route(),
        e.classified(),
        e.cache(),
        e.candidates(),
        e.estimate(),
        e.holds());
  }

  private Decision decide(Admitted admitted) {
    PenstockException refusal = gate.refusal(admitted);
    if (refusal != null) {
      throw settler.refused(admitted, refusal);
    }
    try {
      return decider.decide(admitted);
    } catch (InterruptedException e) {
      throw settler.failed(admitted, interrupted(e));
    } catch (RuntimeException e) {
      throw settler.failed(admitted, internal(e));
    }
  }

  private static PenstockException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new PenstockException(ErrorCode.CANCELLED, "the caller's thread was interrupted", e);
  }

  private interface Turn<T> {
    T take(Decision.Plan plan, Flights.@Nullable Ticket ticket);
  }

  /**
   * Of concurrent requests that ask the very same, one calls and the others get its answer. A
   * stream follows but never leads: its reader may stop reading, and the others would wait for it.
   */
  private <T> T share(
      Decision.Plan plan, boolean mayLead, Turn<T> turn, Function<Answer, T> recalled) {
    if (!(plan.lookUp() instanceof LookUp.Miss miss)) {
      return turn.take(plan, null);
    }
    while (true) {
      Flights.Ticket ticket =
          mayLead ? recall.flights().board(miss.key()) : recall.flights().follow(miss.key());
      if (ticket == null) {
        return turn.take(plan, null);
      }
      Flights.Landing landing = ticket.leads() ? arrived(plan, miss, ticket) : await(plan, ticket);
      switch (landing) {
        case Flights.Landing.Answered(CachedAnswer answer) -> {
          LookUp.Hit hit = new LookUp.Hit(miss.key(), answer, null);
          return recalled.apply(settler.recalled(new Decision.Recalled(plan.admitted(), hit)));
        }
        case Flights.Landing.Failed(PenstockException error) ->
            throw settler.failed(plan.admitted(), ofLeader(error));
        case Flights.Landing.NotShared() -> {
          return turn.take(plan, null);
        }
        case Flights.Landing.HandedOver() -> {
          if (ticket.leads()) {
            return turn.take(plan, ticket);
          }
        }
      }
    }
  }

  /** What a leader finds that was stored while it came; else the call is its own to make. */
  private Flights.Landing arrived(Decision.Plan plan, LookUp.Miss miss, Flights.Ticket ticket) {
    try {
      if (recall.again(miss, plan.admitted().request()) instanceof LookUp.Hit hit) {
        Flights.Landing landing = new Flights.Landing.Answered(hit.answer());
        ticket.land(landing);
        return landing;
      }
      return new Flights.Landing.HandedOver();
    } catch (InterruptedException e) {
      ticket.land(new Flights.Landing.HandedOver());
      throw settler.failed(plan.admitted(), interrupted(e));
    }
  }

  private Flights.Landing await(Decision.Plan plan, Flights.Ticket ticket) {
    try {
      Flights.Landing landing = ticket.await(deadline(plan) - ticker.getAsLong());
      if (landing == null) {
        throw settler.failed(
            plan.admitted(),
            new PenstockException(
                ErrorCode.DEADLINE_EXCEEDED,
                "another request with the same question was not answered in time"));
      }
      return landing;
    } catch (InterruptedException e) {
      throw settler.failed(plan.admitted(), interrupted(e));
    }
  }

  private static PenstockException ofLeader(PenstockException error) {
    return new PenstockException(
        error.code(),
        "another request with the same question failed at the same time: " + error.getMessage(),
        error);
  }

  private Answer perform(Decision.Plan plan, Flights.@Nullable Ticket ticket) {
    try {
      return settler.delivered(plan, caller.call(callPlan(plan)), ticket);
    } catch (PenstockException e) {
      FlightEnd.failed(ticket, e);
      throw settler.failed(plan.admitted(), e);
    } catch (RuntimeException e) {
      FlightEnd.failed(ticket, internal(e));
      throw settler.failed(plan.admitted(), internal(e));
    }
  }

  private static PenstockException internal(RuntimeException e) {
    return new PenstockException(
        ErrorCode.INTERNAL, "a mistake of the engine: " + e.getClass().getName(), e);
  }

  private ChatStream live(Decision.Plan plan, Runnable whenOver) {
    try {
      return new LiveStream(plan, caller.stream(callPlan(plan)), settler, whenOver);
    } catch (PenstockException e) {
      throw settler.failed(plan.admitted(), e);
    } catch (RuntimeException e) {
      throw settler.failed(plan.admitted(), internal(e));
    }
  }

  private long deadline(Decision.Plan plan) {
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
