package dev.penstock.core.pipeline;

import dev.penstock.api.Answer;
import dev.penstock.api.Confidence;
import dev.penstock.api.Escalation;
import dev.penstock.api.PenstockException;
import dev.penstock.api.RouteTaken;
import dev.penstock.api.Timing;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.explain.CacheState;
import dev.penstock.api.explain.Explanation;
import dev.penstock.api.explain.Signal;
import dev.penstock.api.money.Usage;
import dev.penstock.core.escalate.About;
import dev.penstock.core.escalate.Outcome;
import dev.penstock.core.escalate.Takeover;
import dev.penstock.core.ledger.Ledger;
import dev.penstock.core.recall.LookUp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Hands requests to persons: what they get, what the customer gets, and the ledger's row. */
final class Persons {
  /** The policy's own text is what it is. */
  private static final Confidence CERTAIN =
      new Confidence(
          1, 1, false, List.of(new Signal(RouteTaken.PERSON, "say", "the policy's own text")));

  private final Ledger ledger;
  private final Escalator escalator;
  private final InstantSource clock;
  private final LongSupplier ticker;

  Persons(Ledger ledger, Escalator escalator, InstantSource clock, LongSupplier ticker) {
    this.ledger = ledger;
    this.escalator = escalator;
    this.clock = clock;
    this.ticker = ticker;
  }

  /** The answer of a request that was handed over before anybody was asked. */
  Answer handedOver(Decision.HandOver handOver, Explanation explanation) {
    return answer(handOver, handOver.takeover(), List.of(), explanation);
  }

  /** The answer of a request that nobody answered. */
  Answer unanswered(
      Decision.Plan plan, Takeover takeover, PenstockException error, Explanation explanation) {
    return answer(plan, takeover, error.attempts(), explanation);
  }

  private Answer answer(
      Decision decision, Takeover takeover, List<Attempt> attempts, Explanation explanation) {
    Admitted admitted = decision.admitted();
    About about = Escalator.about(decision);
    RouteTaken route =
        new RouteTaken(
            orEmpty(explanation.route()),
            about == null ? "" : orEmpty(about.tier()),
            takeover.queue(),
            RouteTaken.PERSON,
            false);
    ledger.append(
        RequestRows.handedOver(admitted, route, intent(about), takeover.rule(), clock.instant()));
    Duration total = Duration.ofNanos(ticker.getAsLong() - admitted.startNanos());
    Duration decided =
        decision instanceof Decision.Plan plan
            ? Duration.ofNanos(plan.decidedNanos() - admitted.startNanos())
            : total;
    return new Answer(
        admitted.id(),
        Objects.requireNonNull(takeover.say(), "a rule that says nothing"),
        List.of(),
        FinishReason.STOP,
        route,
        Usage.NONE,
        Totals.cost(attempts),
        CERTAIN,
        escalator.escalation(takeover, admitted, about, new Outcome(attempts, null, null)),
        decision.lookUp() instanceof LookUp.Off ? CacheState.OFF : CacheState.MISS,
        new Timing(total, decided, Totals.duration(attempts)),
        attempts,
        explanation,
        Map.of());
  }

  /**
   * The case of an answered request; null if nobody takes over.
   *
   * @param route who answered
   */
  @Nullable Escalation escalation(
      @Nullable Takeover takeover, Decision decision, RouteTaken route, Outcome outcome) {
    if (takeover == null) {
      return null;
    }
    Admitted admitted = decision.admitted();
    About about = Escalator.about(decision);
    RouteTaken person =
        new RouteTaken(
            route.route(), route.tier(), takeover.queue(), RouteTaken.PERSON, route.simulated());
    ledger.append(
        RequestRows.escalated(admitted, person, intent(about), takeover.rule(), clock.instant()));
    return escalator.escalation(takeover, admitted, about, outcome);
  }

  private static @Nullable String intent(@Nullable About about) {
    return about == null ? null : about.intent();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
