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
import dev.penstock.core.recall.LookUp;
import dev.penstock.core.recall.Recall;
import java.time.Duration;

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

  Router(
      Admission admission,
      Gate gate,
      Recall recall,
      Decider decider,
      Caller caller,
      Explainer explainer,
      Settler settler,
      Duration limit) {
    this.admission = admission;
    this.gate = gate;
    this.recall = recall;
    this.decider = decider;
    this.caller = caller;
    this.explainer = explainer;
    this.settler = settler;
    this.limit = limit;
  }

  /** Answers a request. */
  public Answer route(ChatRequest request) {
    Admitted admitted = admission.admit(request, false, false);
    return switch (decide(admitted)) {
      case Decision.Recalled recalled -> settler.recalled(recalled);
      case Decision.Refusal refusal -> throw settler.refused(refusal);
      case Decision.Plan plan -> perform(plan);
    };
  }

  /** Answers a request piece by piece; the action runs once when the stream is over. */
  public ChatStream stream(ChatRequest request, Runnable whenOver) {
    Admitted admitted = admission.admit(request, true, false);
    return switch (decide(admitted)) {
      case Decision.Recalled recalled -> new RecalledStream(settler.recalled(recalled), whenOver);
      case Decision.Refusal refusal -> throw settler.refused(refusal);
      case Decision.Plan plan -> live(plan, whenOver);
    };
  }

  /** Decides about a request and does nothing else. */
  public Explanation explain(ChatRequest request) {
    Admitted admitted = admission.admit(request, false, true);
    try {
      LookUp lookUp = recall.peek(request, admitted.question());
      Decision decision = decider.decideWithoutRecall(admitted, lookUp);
      Explanation explanation = explainer.of(decision, recall.explain(lookUp, request));
      return lookUp instanceof LookUp.Hit ? recalled(explanation) : explanation;
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

  private Answer perform(Decision.Plan plan) {
    try {
      return settler.delivered(plan, caller.call(callPlan(plan)));
    } catch (PenstockException e) {
      throw settler.failed(plan.admitted(), e);
    } catch (RuntimeException e) {
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

  private Duration limit(RouteSpec route) {
    return route.deadline() == null ? limit : route.deadline();
  }

  private CallPlan callPlan(Decision.Plan plan) {
    return new CallPlan(
        plan.need(),
        plan.classified(),
        plan.selection().route(),
        plan.selection().choices(),
        plan.admitted().startNanos() + limit(plan.selection().route()).toNanos(),
        () -> explainer.of(plan));
  }
}
