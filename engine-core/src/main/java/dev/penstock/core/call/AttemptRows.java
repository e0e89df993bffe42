package dev.penstock.core.call;

import dev.penstock.api.chat.Metadata;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.core.model.Model;
import dev.penstock.core.select.Choice;
import dev.penstock.core.select.Need;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerRow.Kind;
import java.time.Duration;
import java.time.Instant;

/** Writes the ledger's rows of calls. */
final class AttemptRows {
  private AttemptRows() {}

  /** The most that a call can take. */
  static Amount worstCase(CallPlan plan, Choice choice) {
    long input = plan.need().size().boundFor(choice.model().calibration());
    long tokens = Math.addExact(input, choice.maxOutput());
    return Amount.ofCall(choice.worstCase(), tokens);
  }

  /** The row of a call whose end nobody sees. It may have taken all that it could. */
  static LedgerRow lost(
      CallPlan plan, Choice choice, String id, Instant started, Duration longest) {
    long input = plan.need().size().boundFor(choice.model().calibration());
    return new LedgerRow(
        id,
        Kind.LOST,
        plan.need().at(),
        started,
        started.plus(longest),
        party(plan),
        taken(plan, choice.model()),
        null,
        "nobody saw its end",
        Usage.estimate(input, choice.maxOutput()),
        choice.worstCase(),
        choice.model().prices().at(plan.need().at(), input).version(),
        Usd.ZERO,
        Usd.ZERO);
  }

  static LedgerRow of(CallPlan plan, Choice choice, Attempt attempt, Usd onBaseline) {
    return new LedgerRow(
        attempt.id(),
        plan.purpose().kind().orElseGet(() -> kind(attempt.outcome())),
        plan.need().at(),
        attempt.started(),
        attempt.started().plus(attempt.duration()),
        party(plan),
        taken(plan, choice.model()),
        attempt.responseId(),
        attempt.failure(),
        attempt.usage(),
        attempt.cost(),
        attempt.priceVersion(),
        onBaseline,
        Usd.ZERO);
  }

  private static Kind kind(Attempt.Outcome outcome) {
    return switch (outcome) {
      case ANSWERED -> Kind.ANSWERED;
      case FAILED -> Kind.FAILED;
      case WASTED -> Kind.WASTED;
      case CANCELLED -> Kind.CANCELLED;
    };
  }

  private static LedgerRow.Party party(CallPlan plan) {
    Metadata metadata = plan.need().request().metadata();
    return new LedgerRow.Party(metadata.tenant(), metadata.user(), metadata.tags());
  }

  private static LedgerRow.Taken taken(CallPlan plan, Model model) {
    Need need = plan.need();
    return new LedgerRow.Taken(
        plan.route().name(),
        plan.classified().tier(),
        plan.classified().intent(),
        model.providerName(),
        model.name(),
        model.id(),
        model.simulated(),
        need.streamed());
  }
}
