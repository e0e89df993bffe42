package dev.penstock.core.pipeline;

import dev.penstock.api.explain.CacheTrace;
import dev.penstock.api.explain.Classified;
import dev.penstock.api.explain.Estimate;
import dev.penstock.api.explain.Explanation;
import dev.penstock.api.explain.Explanation.Outcome;
import dev.penstock.api.explain.HoldTrace;
import dev.penstock.api.explain.PromptTrace;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.core.budget.Budgets;
import dev.penstock.core.recall.Recall;
import dev.penstock.core.select.Choice;
import dev.penstock.core.select.Need;
import dev.penstock.core.select.Selection;
import dev.penstock.core.select.Selector;
import dev.penstock.core.tokens.Calibration;
import dev.penstock.spi.store.Amount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what was decided, and why. */
final class Explainer {
  private final String policy;
  private final List<BudgetSpec> limits;
  private final Budgets budgets;

  Explainer(String policy, List<BudgetSpec> limits, Budgets budgets) {
    this.policy = policy;
    this.limits = limits;
    this.budgets = budgets;
  }

  /** The explanation that an answer or an error carries. */
  Explanation of(Decision decision) {
    return of(decision, Recall.brief(decision.lookUp()));
  }

  /** The explanation with the given account of the cache. */
  Explanation of(Decision decision, CacheTrace cache) {
    return switch (decision) {
      case Decision.HandOver handOver -> {
        Decision instead = handOver.instead();
        Explanation explanation = instead == null ? undecided(handOver, cache) : of(instead, cache);
        yield explanation.withEscalation(handOver.takeover().trace());
      }
      case Decision.Recalled recalled ->
          new Explanation(
              recalled.admitted().id(),
              policy,
              tenant(recalled),
              Outcome.RECALL,
              recalled.lookUp().answer().route(),
              null,
              cache,
              null,
              null,
              List.of(),
              null,
              List.of(),
              null);
      case Decision.Refusal refusal ->
          explanation(
              refusal,
              Outcome.REFUSE,
              refusal.classified(),
              refusal.sent(),
              refusal.need(),
              refusal.selection(),
              cache);
      case Decision.Plan plan ->
          explanation(
              plan,
              Outcome.CALL,
              plan.classified(),
              plan.sent(),
              plan.need(),
              plan.selection(),
              cache);
    };
  }

  private Explanation explanation(
      Decision decision,
      Outcome outcome,
      Classified classified,
      Sent sent,
      Need need,
      Selection selection,
      CacheTrace cache) {
    Choice first = selection.choices().isEmpty() ? null : selection.choices().getFirst();
    return new Explanation(
        decision.admitted().id(),
        policy,
        tenant(decision),
        outcome,
        selection.route().name(),
        classified,
        cache,
        priced(sent.prompt(), first, need),
        sent.pruned(),
        selection.candidates(),
        first == null ? null : estimate(first, need),
        holds(first == null ? selection.unaffordable() : first, need, classified),
        null);
  }

  private Explanation undecided(Decision decision, CacheTrace cache) {
    return new Explanation(
        decision.admitted().id(),
        policy,
        tenant(decision),
        Outcome.HAND_OVER,
        null,
        null,
        cache,
        null,
        null,
        List.of(),
        null,
        List.of(),
        null);
  }

  private static @Nullable PromptTrace priced(
      @Nullable PromptTrace prompt, @Nullable Choice first, Need need) {
    Long tokens = prompt == null ? null : prompt.tokens();
    if (prompt == null || tokens == null || first == null) {
      return prompt;
    }
    Usd cost = first.model().prices().at(need.at(), tokens).cost(Usage.estimate(tokens, 0));
    return new PromptTrace(prompt.file(), prompt.version(), tokens, cost);
  }

  private static String tenant(Decision decision) {
    return decision.admitted().request().metadata().tenant();
  }

  private static Estimate estimate(Choice choice, Need need) {
    Calibration calibration = choice.model().calibration();
    Long counted = need.size().countIfKnown() == null ? null : need.size().estimateFor(calibration);
    return new Estimate(
        choice.model().name(),
        counted,
        need.size().boundFor(calibration),
        choice.expectedOutput(),
        choice.maxOutput(),
        counted == null
            ? null
            : choice
                .model()
                .prices()
                .at(need.at(), counted)
                .cost(Usage.estimate(counted, choice.expectedOutput())),
        choice.worstCase());
  }

  private List<HoldTrace> holds(@Nullable Choice choice, Need need, Classified classified) {
    return choice == null || limits.isEmpty()
        ? List.of()
        : budgets.trace(
            limits,
            Selector.subject(need, choice.model(), classified),
            need.at(),
            Amount.ofCall(choice.worstCase(), need.size().bound() + choice.maxOutput()));
  }
}
