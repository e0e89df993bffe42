package dev.penstock.core.pipeline;

import dev.penstock.api.policy.EscalateSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.core.budget.Budgets;
import dev.penstock.core.call.Caller;
import dev.penstock.core.classify.ClassifierChain;
import dev.penstock.core.embed.QuestionVectors;
import dev.penstock.core.escalate.Confidences;
import dev.penstock.core.escalate.Escalations;
import dev.penstock.core.escalate.Sessions;
import dev.penstock.core.feedback.Feedback;
import dev.penstock.core.ledger.Ledger;
import dev.penstock.core.model.Models;
import dev.penstock.core.observe.Listeners;
import dev.penstock.core.prompt.Prompts;
import dev.penstock.core.prune.Pruner;
import dev.penstock.core.recall.Judge;
import dev.penstock.core.recall.Recall;
import dev.penstock.core.recall.Shadows;
import dev.penstock.core.select.Selector;
import dev.penstock.core.tokens.TokenCounter;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Joins the steps of the pipeline for a policy. */
public final class RouterFactory {
  private final Budgets budgets;
  private final Ledger ledger;
  private final TokenCounter counter;
  private final Feedback feedback;
  private final Listeners listeners;
  private final Sessions sessions;
  private final InstantSource clock;
  private final LongSupplier ticker;

  @Inject
  RouterFactory(
      Budgets budgets,
      Ledger ledger,
      TokenCounter counter,
      Feedback feedback,
      Listeners listeners,
      Sessions sessions,
      InstantSource clock,
      LongSupplier ticker) {
    this.budgets = budgets;
    this.ledger = ledger;
    this.counter = counter;
    this.feedback = feedback;
    this.listeners = listeners;
    this.sessions = sessions;
    this.clock = clock;
    this.ticker = ticker;
  }

  /** The router of a policy. */
  public Router router(
      Policy policy,
      String hash,
      Models models,
      Recall recall,
      QuestionVectors vectors,
      ClassifierChain classifiers,
      Prompts prompts,
      Confidences confidences,
      Selector selector,
      Caller caller,
      Afterthoughts afterthoughts) {
    EscalateSpec escalate = policy.escalate();
    Escalator escalator =
        new Escalator(
            escalate == null ? null : new Escalations(escalate, confidences, sessions),
            confidences);
    Explainer explainer = new Explainer(hash, policy.budgets(), budgets);
    Gate gate = new Gate(policy.budgets(), budgets);
    Decider decider =
        new Decider(
            recall,
            vectors,
            classifiers,
            selector,
            new Preparation(prompts, new Pruner(policy.prune(), counter), counter),
            counter,
            ticker);
    Duration limit = policy.deadlines().request();
    SideCalls calls = new SideCalls(caller, explainer, budgets, policy.budgets(), limit, ticker);
    Shadows shadows = recall.shadows();
    ShadowCheck shadow =
        shadows == null
            ? null
            : new ShadowCheck(shadows, gate, decider, calls, afterthoughts, clock, ticker);
    Judge judging = recall.judge();
    JudgeCheck judge =
        judging == null
            ? null
            : new JudgeCheck(judging, gate, selector, counter, calls, afterthoughts, clock, ticker);
    Settler settler =
        new Settler(
            ledger,
            recall,
            escalator,
            explainer,
            listeners,
            shadow,
            judge,
            policy.learning() == null ? null : feedback,
            clock,
            ticker);
    Performer performer = new Performer(caller, explainer, settler, limit);
    return new Router(
        new Admission(models, escalator, clock, ticker, listeners),
        gate,
        recall,
        decider,
        escalator,
        explainer,
        settler,
        new Sharing(recall, performer, settler, ticker));
  }
}
