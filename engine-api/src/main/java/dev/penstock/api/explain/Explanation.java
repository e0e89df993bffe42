package dev.penstock.api.explain;

import dev.penstock.api.JsonText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decided for a request, and why. For the same policy, state and request it is the same.
 *
 * @param requestId the request's id
 * @param policy the first 12 digits of the SHA-256 of the policy it was decided by
 * @param tenant whose request it is
 * @param outcome what was decided
 * @param route the route, or null if a recalled answer ended the decision before one was needed
 * @param classified tier, intent and signals, or null likewise
 * @param cache the cache's part
 * @param prompt the policy's prompt, or null for none
 * @param pruned what was left out of the request, or null if nothing was
 * @param candidates every model of the policy, the kept ones first in the order they are tried
 * @param estimate what the first candidate is expected to take, or null if none was kept
 * @param holds the budgets that the first candidate falls under
 * @param escalation the rule by which a person takes over, or null; an explanation that came before
 *     the answer knows of rules about the question only
 */
public record Explanation(
    String requestId,
    String policy,
    String tenant,
    Outcome outcome,
    @Nullable String route,
    @Nullable Classified classified,
    CacheTrace cache,
    @Nullable PromptTrace prompt,
    @Nullable PruneTrace pruned,
    List<Candidate> candidates,
    @Nullable Estimate estimate,
    List<HoldTrace> holds,
    @Nullable EscalationTrace escalation) {
  /** What was decided. */
  public enum Outcome {
    /** A model is asked. */
    CALL,
    /** An answer given before is recalled. */
    RECALL,
    /** No model may be asked. */
    REFUSE,
    /** A person takes over, and no model is asked. */
    HAND_OVER
  }

  /** Checks and copies the components. */
  public Explanation {
    candidates = List.copyOf(candidates);
    holds = List.copyOf(holds);
  }

  /** The same explanation of a request that a person takes over. */
  public Explanation withEscalation(EscalationTrace trace) {
    return new Explanation(
        requestId,
        policy,
        tenant,
        trace.answered() ? outcome : Outcome.HAND_OVER,
        route,
        classified,
        cache,
        prompt,
        pruned,
        candidates,
        estimate,
        holds,
        trace);
  }

  /** The explanation as JSON, keys in lower case with dashes. */
  public String toJson() {
    return JsonText.of(this);
  }

  /** The explanation for a person to read, several lines. */
  public String toText() {
    return ExplanationText.of(this);
  }
}
