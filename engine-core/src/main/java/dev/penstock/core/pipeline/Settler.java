package dev.penstock.core.pipeline;

import dev.penstock.api.Answer;
import dev.penstock.api.EngineEvent;
import dev.penstock.api.PenstockException;
import dev.penstock.api.RouteTaken;
import dev.penstock.api.Timing;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.explain.CacheState;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.core.call.Delivery;
import dev.penstock.core.ledger.Ledger;
import dev.penstock.core.model.Model;
import dev.penstock.core.observe.Listeners;
import dev.penstock.core.recall.Flights;
import dev.penstock.core.recall.LookUp;
import dev.penstock.core.recall.Recall;
import dev.penstock.spi.CachedAnswer;
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
  private final Explainer explainer;
  private final Listeners listeners;
  private final InstantSource clock;
  private final LongSupplier ticker;

  Settler(
      Ledger ledger,
      Recall recall,
      Explainer explainer,
      Listeners listeners,
      InstantSource clock,
      LongSupplier ticker) {
    this.ledger = ledger;
    this.recall = recall;
    this.explainer = explainer;
    this.listeners = listeners;
    this.clock = clock;
    this.ticker = ticker;
  }

  /**
   * Ends an answered request.
   *
   * @param ticket the flight that it leads, or null
   */
  Answer delivered(Decision.Plan plan, Delivery delivery, Flights.@Nullable Ticket ticket) {
    Model model = delivery.choice().model();
    Attempt last = delivery.attempts().getLast();
    Admitted admitted = plan.admitted();
    String tier = plan.classified().tier();
    RouteTaken route =
        new RouteTaken(
            plan.selection().route().name(),
            tier,
            model.name(),
            model.providerName(),
            model.simulated());
    CachedAnswer shared = store(plan, delivery, route, last);
    if (ticket != null) {
      ticket.land(
          shared == null ? new Flights.Landing.NotShared() : new Flights.Landing.Answered(shared));
    }
    long end = ticker.getAsLong();
    return told(
        new Answer(
            admitted.id(),
            delivery.reply().text(),
            delivery.reply().toolCalls(),
            delivery.reply().finishReason(),
            route,
            last.usage(),
            total(delivery.attempts()),
            null,
            plan.lookUp() instanceof LookUp.Miss ? CacheState.MISS : CacheState.OFF,
            new Timing(
                Duration.ofNanos(end - admitted.startNanos()),
                Duration.ofNanos(plan.decidedNanos() - admitted.startNanos()),
                duration(delivery.attempts())),
            delivery.attempts(),
            explainer.of(plan),
            delivery.reply().extra()));
  }

  /** Stores an answer that may be given to others; null if it may not. */
  private @Nullable CachedAnswer store(
      Decision.Plan plan, Delivery delivery, RouteTaken route, Attempt last) {
    if (!(plan.lookUp() instanceof LookUp.Miss miss)
        || delivery.reply().finishReason() != FinishReason.STOP
        || delivery.reply().text().isBlank()
        || !delivery.reply().toolCalls().isEmpty()) {
      return null;
    }
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
            plan.admitted().request().metadata().promptVersion(),
            recall.expiry(plan.classified().intent(), route.route(), clock.instant()));
    try {
      recall.store(plan.admitted().id(), miss, answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return answer;
  }

  Answer recalled(Decision.Recalled decision) {
    Admitted admitted = decision.admitted();
    CachedAnswer found = decision.lookUp().answer();
    recall.given(admitted.id(), decision.lookUp());
    ledger.append(RequestRows.recalled(admitted, found, clock.instant()));
    Duration total = Duration.ofNanos(ticker.getAsLong() - admitted.startNanos());
    return told(
        new Answer(
            admitted.id(),
            found.text(),
            List.of(),
            FinishReason.STOP,
            new RouteTaken(
                found.route(), found.tier(), found.model(), found.provider(), found.simulated()),
            Usage.NONE,
            Usd.ZERO,
            null,
            decision.lookUp().state(),
            new Timing(total, total, Duration.ZERO),
            List.of(),
            explainer.of(decision),
            Map.of()));
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
    listeners.tell(() -> new EngineEvent.NotAnswered(admitted.id(), tenant, error));
    return error;
  }

  private Answer told(Answer answer) {
    listeners.tell(() -> new EngineEvent.Answered(answer));
    return answer;
  }

  private static Usd total(List<Attempt> attempts) {
    Usd sum = Usd.ZERO;
    for (Attempt attempt : attempts) {
      sum = sum.plus(attempt.cost());
    }
    return sum;
  }

  private static Duration duration(List<Attempt> attempts) {
    Duration sum = Duration.ZERO;
    for (Attempt attempt : attempts) {
      sum = sum.plus(attempt.duration());
    }
    return sum;
  }
}
