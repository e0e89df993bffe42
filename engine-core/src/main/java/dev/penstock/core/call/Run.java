package dev.penstock.core.call;

import dev.penstock.api.EngineEvent;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.core.budget.Hold;
import dev.penstock.core.model.Alert;
import dev.penstock.core.model.Model;
import dev.penstock.core.model.Pass;
import dev.penstock.core.price.Rates;
import dev.penstock.core.select.Choice;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ReportedUsage;
import dev.penstock.spi.StreamEvent;
import dev.penstock.spi.StreamingProvider;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.LedgerRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt from its hold to its row in the ledger. It is settled exactly once, whoever comes
 * first: the answer, a failure, the deadline or the caller; later ones get the first result.
 */
final class Run {
  private final Desk desk;
  private final CallPlan plan;
  private final Choice choice;
  private final Hold hold;
  private final Pass pass;
  private final String id;
  private final Instant started;
  private final long startNanos;
  private final Gaps gaps = new Gaps();
  private final AtomicReference<@Nullable Attempt> settled = new AtomicReference<>();
  private volatile @Nullable Duration firstToken;
  private volatile @Nullable String responseModel;
  private volatile @Nullable FinishReason finishReason;

  Run(Desk desk, CallPlan plan, Choice choice, Hold hold, Pass pass, String id) {
    this.desk = desk;
    this.plan = plan;
    this.choice = choice;
    this.hold = hold;
    this.pass = pass;
    this.id = id;
    this.started = desk.clock().instant();
    this.startNanos = desk.ticker().getAsLong();
  }

  String id() {
    return id;
  }

  Choice choice() {
    return choice;
  }

  /** Where the times between the pieces of its answer are kept. */
  Gaps gaps() {
    return gaps;
  }

  /** The first content has come. */
  void content() {
    if (firstToken == null) {
      firstToken = Duration.ofNanos(desk.ticker().getAsLong() - startNanos);
    }
  }

  /** What the provider said of its answer, which listeners are told. */
  void replied(@Nullable String model, FinishReason reason) {
    responseModel = model;
    finishReason = reason;
  }

  /** A complete answer. */
  Attempt answered(
      @Nullable ReportedUsage reported, @Nullable String responseId, String outputText) {
    long nanos = desk.ticker().getAsLong() - startNanos;
    Model model = choice.model();
    CheckedUsage usage = desk.usage().ofAnswer(reported, choice, plan.need().size(), outputText);
    return settle(
        Attempt.Outcome.ANSWERED,
        responseId,
        null,
        usage,
        nanos,
        () -> {
          pass.answered(nanos, usage.tokens());
          look(usage);
          if (firstToken != null) {
            model.firstToken().record(firstToken.toNanos());
            model.pace().record(usage.usage().output(), nanos - firstToken.toNanos());
          } else {
            model.whole().record(nanos);
          }
        });
  }

  /** A complete answer that is not handed out; it was paid for all the same. */
  Attempt unwanted(
      String why,
      @Nullable ReportedUsage reported,
      @Nullable String responseId,
      String outputText) {
    long nanos = desk.ticker().getAsLong() - startNanos;
    CheckedUsage usage = desk.usage().ofAnswer(reported, choice, plan.need().size(), outputText);
    return settle(
        Attempt.Outcome.WASTED,
        responseId,
        why,
        usage,
        nanos,
        () -> pass.answered(nanos, usage.tokens()));
  }

  /** Another attempt for the same request gave content first; maybe it has ended as well. */
  Attempt lost(StreamEvent.@Nullable End end, String outputText) {
    CheckedUsage usage = ofBrokenOff(end, outputText);
    return settle(
        Attempt.Outcome.WASTED,
        end == null ? null : end.responseId(),
        "cancelled: another model answered first",
        usage,
        desk.ticker().getAsLong() - startNanos,
        () -> pass.inconclusive(Caller.cancelled(Phase.ANSWERING), usage.tokens()));
  }

  /** No answer, or not all of it. */
  Attempt failed(ProviderFailure failure, String outputText) {
    return failed(failure, null, outputText);
  }

  /** No answer that the caller has seen to its end, but maybe the provider's last word on it. */
  Attempt failed(ProviderFailure failure, StreamEvent.@Nullable End end, String outputText) {
    if (failure.kind() == FailureKind.CANCELLED) {
      return brokenOff(failure, end, outputText);
    }
    ReportedUsage reported = end == null ? null : end.usage();
    return failed(
        failure,
        end,
        () -> desk.usage().ofAnswer(reported, choice, plan.need().size(), outputText));
  }

  /** An answer that the provider was still at when it was told to stop. */
  Attempt brokenOff(ProviderFailure failure, StreamEvent.@Nullable End end, String outputText) {
    return failed(failure, end, () -> ofBrokenOff(end, outputText));
  }

  private Attempt failed(
      ProviderFailure failure, StreamEvent.@Nullable End end, Supplier<CheckedUsage> ifBilled) {
    long nanos = desk.ticker().getAsLong() - startNanos;
    Reaction reaction = Reaction.to(failure);
    boolean billed = reaction.bill() == Reaction.Bill.ESTIMATE;
    CheckedUsage usage = billed ? ifBilled.get() : CheckedUsage.NONE;
    Attempt.Outcome outcome =
        failure.kind() == FailureKind.CANCELLED
            ? Attempt.Outcome.CANCELLED
            : billed ? Attempt.Outcome.WASTED : Attempt.Outcome.FAILED;
    long tokens = usage.tokens();
    return settle(
        outcome,
        end == null ? null : end.responseId(),
        word(failure),
        usage,
        nanos,
        () -> {
          switch (reaction.breaker()) {
            case COUNTS -> tell(pass.failed(nanos, failure, tokens));
            case OPENS -> tell(pass.broken(failure, tokens));
            case IGNORES -> pass.inconclusive(failure, tokens);
          }
          if (failure.kind() == FailureKind.RATE_LIMITED) {
            choice.model().traffic().limit(failure.retryAfter());
          }
        });
  }

  private CheckedUsage ofBrokenOff(StreamEvent.@Nullable End end, String outputText) {
    ReportedUsage reported = end == null ? null : end.usage();
    boolean inPieces =
        plan.need().streamed() && choice.model().provider() instanceof StreamingProvider;
    return reported == null
        ? desk.usage().ofBrokenOff(choice, plan.need().size(), outputText, inPieces)
        : desk.usage().ofAnswer(reported, choice, plan.need().size(), outputText);
  }

  /** A usage that is none tells of the provider's health; a missing one does not. */
  private void look(CheckedUsage usage) {
    if (usage.refused()) {
      choice.model().health().anomaly();
    } else if (!usage.missing()) {
      choice.model().health().plausible();
    }
  }

  private void tell(@Nullable Alert alert) {
    if (alert != null) {
      desk.listeners()
          .tell(
              () ->
                  new EngineEvent.ProviderAlert(alert.provider(), alert.model(), alert.problem()));
    }
  }

  private static String word(ProviderFailure failure) {
    String word = failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return word + ": " + failure.message();
  }

  private Attempt settle(
      Attempt.Outcome outcome,
      @Nullable String responseId,
      @Nullable String failure,
      CheckedUsage checked,
      long nanos,
      Runnable tellHealth) {
    Model model = choice.model();
    Usage usage = checked.usage();
    Rates rates = model.prices().at(plan.need().at(), usage.input(), checked.tier());
    Usd cost = rates.cost(usage);
    Usd held = hold.amount().cost();
    if (usage.estimated() && cost.compareTo(held) > 0) {
      cost = held;
    }
    Attempt attempt =
        new Attempt(
            id,
            model.name(),
            model.providerName(),
            model.id(),
            model.simulated(),
            ResponseId.of(responseId),
            outcome,
            failure,
            rates.estimated() && outcome != Attempt.Outcome.FAILED ? usage.asEstimate() : usage,
            cost,
            rates.version(),
            started,
            Duration.ofNanos(nanos),
            firstToken);
    Attempt first = settled.compareAndExchange(null, attempt);
    if (first != null) {
      return first;
    }
    keep(attempt);
    tellHealth.run();
    if (checked.missing() && outcome == Attempt.Outcome.ANSWERED) {
      desk.listeners().tell(() -> new EngineEvent.UsageMissing(model.providerName(), model.name()));
    }
    String anomaly = checked.anomaly();
    if (anomaly != null) {
      desk.listeners().tell(() -> new EngineEvent.PluginTrouble(model.providerName(), anomaly));
    }
    desk.listeners().tell(() -> ended(attempt));
    return attempt;
  }

  private EngineEvent ended(Attempt attempt) {
    return new EngineEvent.AttemptEnded(
        plan.need().id(),
        attempt,
        plan.need().request().metadata().tenant(),
        plan.route().name(),
        plan.classified().tier(),
        plan.need().streamed(),
        gaps.all(),
        responseModel,
        finishReason);
  }

  private void keep(Attempt attempt) {
    LedgerRow row = AttemptRows.of(plan, choice, attempt, onBaseline(attempt));
    if (attempt.usage().equals(Usage.NONE) && attempt.outcome() != Attempt.Outcome.ANSWERED) {
      desk.budgets().release(hold, row);
      return;
    }
    Usage usage = attempt.usage();
    long tokens = Math.addExact(usage.input(), usage.output());
    desk.budgets().post(hold, Amount.ofCall(attempt.cost(), tokens), row);
    if (attempt.cost().compareTo(hold.amount().cost()) > 0) {
      desk.listeners().tell(() -> overrun(attempt));
    }
  }

  private EngineEvent overrun(Attempt attempt) {
    return new EngineEvent.PluginTrouble(
        attempt.provider(),
        attempt.model()
            + " took "
            + attempt.cost()
            + " USD, more than the "
            + hold.amount().cost()
            + " USD that were held as the most it can take");
  }

  private Usd onBaseline(Attempt attempt) {
    Model baseline = desk.settings().baseline();
    if (baseline == null
        || plan.purpose() != Purpose.ANSWER
        || attempt.outcome() != Attempt.Outcome.ANSWERED) {
      return Usd.ZERO;
    }
    return baseline.prices().at(plan.need().at(), attempt.usage().input()).cost(attempt.usage());
  }
}
