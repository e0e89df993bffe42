package dev.penstock.core.pipeline;

import dev.penstock.api.Answer;
import dev.penstock.api.EngineEvent;
import dev.penstock.api.Escalation;
import dev.penstock.api.PenstockException;
import dev.penstock.api.RouteTaken;
import dev.penstock.api.Timing;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.explain.CacheState;
import dev.penstock.api.explain.Classified;
import dev.penstock.api.explain.Explanation;
import dev.penstock.api.explain.PromptTrace;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.core.call.Delivery;
import dev.penstock.core.escalate.Judged;
import dev.penstock.core.escalate.Outcome;
import dev.penstock.core.escalate.Takeover;
import dev.penstock.core.feedback.AnswerGiven;
import dev.penstock.core.feedback.Feedback;
import dev.penstock.core.ledger.Ledger;
import dev.penstock.core.model.Model;
import dev.penstock.core.observe.Listeners;
import dev.penstock.core.recall.LookUp;
import dev.penstock.core.recall.Recall;
import dev.penstock.core.select.Choice;
import dev.penstock.spi.CachedAnswer;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.store.LedgerRow.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Ends a request, once: ledger, cache, answer, listeners. */
final class Settler {
  private final Ledger ledger;
  private final Recall recall;
  private final Escalator escalator;
  private final Persons persons;
  private final Explainer explainer;
  private final Listeners listeners;
  private final @Nullable ShadowCheck shadow;
  private final @Nullable JudgeCheck judge;
  private final @Nullable Feedback feedback;
  private final InstantSource clock;
  private final LongSupplier ticker;

  Settler(
      Ledger ledger,
      Recall recall,
      Escalator escalator,
      Explainer explainer,
      Listeners listeners,
      @Nullable ShadowCheck shadow,
      @Nullable JudgeCheck judge,
      @Nullable Feedback feedback,
      InstantSource clock,
      LongSupplier ticker) {
    this.ledger = ledger;
    this.recall = recall;
    this.escalator = escalator;
    this.persons = new Persons(ledger, escalator, clock, ticker);
    this.explainer = explainer;
    this.listeners = listeners;
    this.shadow = shadow;
    this.judge = judge;
    this.feedback = feedback;
    this.clock = clock;
    this.ticker = ticker;
  }

  /**
   * Ends an answered request.
   *
   * @param ticket the flight that it leads, or null
   */
  Answer delivered(Decision.Plan plan, Delivery delivery, Flights.@Nullable Ticket ticket) {
    Judged judged = escalator.judged(plan, delivery);
    if (!(plan.lookUp() instanceof LookUp.Miss miss)) {
      return answered(plan, delivery, route(plan, delivery), judged);
    }
    Given given = give(plan, miss, delivery, judged);
    if (ticket != null) {
      ticket.land(
          given.storable()
              ? new Flights.Landing.Answered(given.answer())
              : new Flights.Landing.NotShared());
    }
    return answered(plan, delivery, given.route(), judged);
  }

  /** Stores an answer if it may be given to others who come later. */
  Given give(Decision.Plan plan, LookUp.Miss miss, Delivery delivery) {
    return give(plan, miss, delivery, escalator.judged(plan, delivery));
  }

  private Given give(Decision.Plan plan, LookUp.Miss miss, Delivery delivery, Judged judged) {
    RouteTaken route = route(plan, delivery);
    Attempt last = delivery.attempts().getLast();
    CachedAnswer answer =
        new CachedAnswer(
            delivery.reply().text(),
            plan.admitted().request().metadata().tenant(),
            route.route(),
            route.model(),
            route.provider(),
            route.simulated(),
            route.tier(),
            plan.classified().intent(),
            last.usage(),
            last.cost(),
            plan.admitted().at(),
            plan.admitted().question(),
            plan.admitted().request().metadata().tags(),
            promptVersion(plan),
            recall.expiry(plan.classified().intent(), route.route(), clock.instant()));
    boolean storable =
        judged.keeps()
            && delivery.reply().finishReason() == FinishReason.STOP
            && !delivery.reply().text().isBlank()
            && delivery.reply().toolCalls().isEmpty();
    if (storable) {
      try {
        recall.store(plan.admitted().id(), miss, answer);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (judge != null) {
        judge.of(plan, answer);
      }
    }
    return new Given(delivery, route, answer, storable);
  }

  /** The caller's, if it names one, since a policy's prompt is part of the cache key anyway. */
  private static @Nullable String promptVersion(Decision.Plan plan) {
    String named = plan.admitted().request().metadata().promptVersion();
    PromptTrace prompt = plan.sent().prompt();
    return named != null || prompt == null ? named : prompt.version();
  }

  /** Ends a request whose answer a call has given; the row of that call stands for it. */
  Answer answered(Decision.Plan plan, Delivery delivery, RouteTaken route) {
    return answered(plan, delivery, route, escalator.judged(plan, delivery));
  }

  private Answer answered(Decision.Plan plan, Delivery delivery, RouteTaken route, Judged judged) {
    Admitted admitted = plan.admitted();
    long end = ticker.getAsLong();
    Outcome outcome = new Outcome(delivery.attempts(), route.model(), delivery.reply().text());
    return told(
        plan,
        new Answer(
            admitted.id(),
            delivery.reply().text(),
            delivery.reply().toolCalls(),
            delivery.reply().finishReason(),
            route,
            delivery.attempts().getLast().usage(),
            Totals.cost(delivery.attempts()),
            judged.confidence(),
            persons.escalation(judged.takeover(), plan, route, outcome),
            plan.lookUp() instanceof LookUp.Miss ? CacheState.MISS : CacheState.OFF,
            new Timing(
                Duration.ofNanos(end - admitted.startNanos()),
                Duration.ofNanos(plan.decidedNanos() - admitted.startNanos()),
                Totals.duration(delivery.attempts())),
            delivery.attempts(),
            explained(plan, judged.takeover()),
            delivery.reply().extra()));
  }

  private static RouteTaken route(Decision.Plan plan, Delivery delivery) {
    return route(plan, delivery.choice());
  }

  static RouteTaken route(Decision.Plan plan, Choice choice) {
    Model model = choice.model();
    return new RouteTaken(
        plan.selection().route().name(),
        plan.classified().tier(),
        model.name(),
        model.providerName(),
        model.simulated());
  }

  /** Ends a request that got an answer given before. */
  Answer recalled(Decision.Recalled decision) {
    recall.given(decision.admitted().id(), decision.lookUp());
    return recalled(decision, List.of(), FinishReason.STOP, Map.of());
  }

  /** Ends a request that read the answer to another one as it came, storable or not. */
  Answer followed(Admitted admitted, LookUp.Miss miss, Given given) {
    LookUp.Hit hit = new LookUp.Hit(miss.key(), given.answer(), null);
    if (given.storable()) {
      recall.given(admitted.id(), hit);
    }
    ProviderReply reply = given.delivery().reply();
    return recalled(
        new Decision.Recalled(admitted, hit),
        reply.toolCalls(),
        reply.finishReason(),
        reply.extra());
  }

  private Answer recalled(
      Decision.Recalled decision,
      List<ToolCall> toolCalls,
      FinishReason finish,
      Map<String, Object> extra) {
    Admitted admitted = decision.admitted();
    CachedAnswer found = decision.lookUp().answer();
    ledger.append(RequestRows.recalled(admitted, found, clock.instant()));
    if (shadow != null) {
      shadow.of(decision);
    }
    Duration total = Duration.ofNanos(ticker.getAsLong() - admitted.startNanos());
    RouteTaken route =
        new RouteTaken(
            found.route(), found.tier(), found.model(), found.provider(), found.simulated());
    Judged judged = escalator.judged(decision, finish, !toolCalls.isEmpty());
    return told(
        decision,
        new Answer(
            admitted.id(),
            found.text(),
            toolCalls,
            finish,
            route,
            Usage.NONE,
            Usd.ZERO,
            judged.confidence(),
            persons.escalation(
                judged.takeover(),
                decision,
                route,
                new Outcome(List.of(), route.model(), found.text())),
            decision.lookUp().state(),
            new Timing(total, total, Duration.ZERO),
            List.of(),
            explained(decision, judged.takeover()),
            extra));
  }

  PenstockException refused(Decision.Refusal refusal) {
    return notAnswered(
        refusal.admitted(),
        Kind.REFUSED,
        new PenstockException(
            refusal.code(),
            refusal.message(),
            List.of(),
            explainer.of(refusal),
            refusal.retryAfter(),
            null));
  }

  PenstockException refused(Admitted admitted, PenstockException error) {
    return notAnswered(admitted, Kind.REFUSED, error);
  }

  PenstockException failed(Admitted admitted, PenstockException error) {
    return notAnswered(admitted, Kind.UNANSWERED, error);
  }

  private PenstockException notAnswered(Admitted admitted, Kind kind, PenstockException error) {
    String tenant = admitted.request().metadata().tenant();
    ledger.append(RequestRows.notAnswered(admitted, kind, error, clock.instant()));
    Duration duration = Duration.ofNanos(ticker.getAsLong() - admitted.startNanos());
    listeners.tell(() -> new EngineEvent.NotAnswered(admitted.id(), tenant, error, duration));
    return error;
  }

  /** Ends a request that a person takes over without a model's answer. */
  Answer handedOver(Decision.HandOver handOver) {
    return told(handOver, persons.handedOver(handOver, explainer.of(handOver)));
  }

  /** Ends a request that nobody answered: by its error, or because a person takes over. */
  RuntimeException unanswered(Decision.Plan plan, PenstockException error) {
    Takeover takeover = escalator.onEnd(plan, error.code());
    if (takeover == null) {
      return failed(plan.admitted(), error);
    }
    Explanation explanation = explained(plan, takeover);
    return new PersonTakesOver(told(plan, persons.unanswered(plan, takeover, error, explanation)));
  }

  private Explanation explained(Decision decision, @Nullable Takeover takeover) {
    Explanation explanation = explainer.of(decision);
    return takeover == null ? explanation : explanation.withEscalation(takeover.trace());
  }

  private Answer told(Decision decision, Answer answer) {
    if (feedback != null && !answer.route().provider().equals(RouteTaken.PERSON)) {
      feedback.remember(answer.requestId(), given(decision.admitted(), answer));
    }
    listeners.tell(() -> new EngineEvent.Answered(answer));
    Escalation escalation = answer.escalation();
    if (escalation != null) {
      Admitted admitted = decision.admitted();
      String tenant = admitted.request().metadata().tenant();
      listeners.tell(() -> new EngineEvent.Escalated(admitted.id(), tenant, escalation));
    }
    return answer;
  }

  private static AnswerGiven given(Admitted admitted, Answer answer) {
    Classified classified = answer.explanation().classified();
    return new AnswerGiven(
        admitted.request().metadata().tenant(),
        admitted.question(),
        answer.route().tier(),
        classified == null ? admitted.request().metadata().intent() : classified.intent(),
        answer.route().route(),
        answer.route().model(),
        classified == null ? null : classified.difficulty(),
        answer.attempts().isEmpty(),
        answer.confidence().score(),
        answer.confidence().value());
  }
}
