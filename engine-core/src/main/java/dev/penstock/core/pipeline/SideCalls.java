package dev.penstock.core.pipeline;

import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.explain.Availability.State;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.Share;
import dev.penstock.core.budget.Budgets;
import dev.penstock.core.call.CallPlan;
import dev.penstock.core.call.Caller;
import dev.penstock.core.call.Purpose;
import dev.penstock.core.select.Choice;
import dev.penstock.core.select.Selector;
import dev.penstock.spi.ProviderReply;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls for the engine's own sake: one model, once, and only while it would be in nobody's way.
 * They are held, counted and billed as all others are.
 */
final class SideCalls {
  private static final Share MOST_TAKEN = Share.ofPercent(80);

  private final Caller caller;
  private final Explainer explainer;
  private final Budgets budgets;
  private final List<BudgetSpec> limits;
  private final Duration limit;
  private final LongSupplier ticker;

  SideCalls(
      Caller caller,
      Explainer explainer,
      Budgets budgets,
      List<BudgetSpec> limits,
      Duration limit,
      LongSupplier ticker) {
    this.caller = caller;
    this.explainer = explainer;
    this.budgets = budgets;
    this.limits = limits;
    this.limit = limit;
    this.ticker = ticker;
  }

  /** What the first model of a plan answers; null if it may not be asked, or fails. */
  @Nullable ProviderReply ask(Decision.Plan plan, Purpose purpose) {
    Choice choice = plan.selection().choices().getFirst();
    if (!isIdle(plan, choice)) {
      return null;
    }
    Duration own = plan.selection().route().deadline();
    Duration time = own == null ? limit : own;
    CallPlan call =
        new CallPlan(
            plan.need(),
            plan.classified(),
            plan.selection().route(),
            List.of(choice),
            ticker.getAsLong() + time.toNanos(),
            () -> explainer.of(plan),
            purpose);
    try {
      return caller.call(call).reply();
    } catch (PenstockException e) {
      return null;
    }
  }

  /** Nothing of what requests share is nearly used up. */
  private boolean isIdle(Decision.Plan plan, Choice choice) {
    return choice.standing().state() == State.CLOSED
        && choice.claim().lackingForRequest() == null
        && budgets.keeps(
            limits,
            Selector.subject(plan.need(), choice.model(), plan.classified()),
            plan.need().at(),
            MOST_TAKEN);
  }

  /** The text of a complete answer; null for any other. */
  static @Nullable String text(ProviderReply reply) {
    return reply.finishReason() == FinishReason.STOP
            && reply.toolCalls().isEmpty()
            && !reply.text().isBlank()
        ? reply.text()
        : null;
  }
}
