package dev.penstock.core.pipeline;

import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Explanation;
import dev.penstock.core.recall.LookUp;
import dev.penstock.core.recall.Recall;

/** The way of a request under one policy: decide, perform, settle. */
public final class Router {
  private final Admission admission;
  private final Gate gate;
  private final Recall recall;
  private final Decider decider;
  private final Escalator escalator;
  private final Explainer explainer;
  private final Settler settler;
  private final Sharing sharing;

  Router(
      Admission admission,
      Gate gate,
      Recall recall,
      Decider decider,
      Escalator escalator,
      Explainer explainer,
      Settler settler,
      Sharing sharing) {
    this.admission = admission;
    this.gate = gate;
    this.recall = recall;
    this.decider = decider;
    this.escalator = escalator;
    this.explainer = explainer;
    this.settler = settler;
    this.sharing = sharing;
  }

  /** Answers a request. */
  public Answer route(ChatRequest request) {
    Admitted admitted = admission.admit(request, false, false);
    try {
      return switch (decide(admitted)) {
        case Decision.Recalled recalled -> settler.recalled(recalled);
        case Decision.Refusal refusal -> throw settler.refused(refusal);
        case Decision.HandOver handOver -> settler.handedOver(handOver);
        case Decision.Plan plan -> sharing.whole(plan);
      };
    } catch (PersonTakesOver e) {
      return e.answer();
    }
  }

  /** Answers a request piece by piece; the action runs once when the stream is over. */
  public ChatStream stream(ChatRequest request, Runnable whenOver) {
    Admitted admitted = admission.admit(request, true, false);
    try {
      return switch (decide(admitted)) {
        case Decision.Recalled recalled -> new WholeStream(settler.recalled(recalled), whenOver);
        case Decision.Refusal refusal -> throw settler.refused(refusal);
        case Decision.HandOver handOver -> new WholeStream(settler.handedOver(handOver), whenOver);
        case Decision.Plan plan -> sharing.stream(plan, whenOver);
      };
    } catch (PersonTakesOver e) {
      return new WholeStream(e.answer(), whenOver);
    }
  }

  /** Decides about a request and does nothing else. */
  public Explanation explain(ChatRequest request) {
    Admitted admitted = admission.admit(request, false, true);
    try {
      LookUp lookUp = recall.peek(request, admitted.question());
      Decision decision = decider.explain(admitted, lookUp);
      Explanation explanation = explainer.of(decision, recall.explain(decision.lookUp(), request));
      return escalator.explained(
          decision.lookUp() instanceof LookUp.Hit ? recalled(explanation) : explanation,
          escalator.decided(decision));
    } catch (InterruptedException e) {
      throw Errors.interrupted(e);
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
        e.prompt(),
        e.pruned(),
        e.candidates(),
        e.estimate(),
        e.holds(),
        e.escalation());
  }

  private Decision decide(Admitted admitted) {
    Decision.HandOver first = escalator.beforeAll(admitted);
    if (first != null) {
      return first;
    }
    PenstockException refusal = gate.refusal(admitted);
    if (refusal != null) {
      Decision.HandOver keptOut = escalator.keptOut(admitted, refusal.code());
      if (keptOut != null) {
        return keptOut;
      }
      throw settler.refused(admitted, refusal);
    }
    try {
      return escalator.decided(decider.decide(admitted));
    } catch (InterruptedException e) {
      throw settler.failed(admitted, Errors.interrupted(e));
    } catch (RuntimeException e) {
      throw settler.failed(admitted, Errors.internal(e));
    }
  }
}
