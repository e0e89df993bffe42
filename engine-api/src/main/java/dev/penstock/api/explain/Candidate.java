package dev.penstock.api.explain;

import dev.penstock.api.money.Usd;
import org.jspecify.annotations.Nullable;

/**
 * A model as the selection saw it: kept with its rank, or removed by a filter.
 *
 * @param model the policy's name of the model
 * @param provider its provider instance
 * @param simulated whether that provider is a simulated one
 * @param rank its place among the kept ones, from 1; 0 if it was removed
 * @param removedBy the filter that removed it, or null if it was kept
 * @param reason why it was removed, or what its place rests on
 * @param availability whether it may be asked now, and if not, why and until when
 * @param expectedCost what this request is expected to cost on it; null where no comparison of
 *     costs was needed
 */
public record Candidate(
    String model,
    String provider,
    boolean simulated,
    int rank,
    @Nullable Filter removedBy,
    String reason,
    Availability availability,
    @Nullable Usd expectedCost) {
  /** The filters, in the order they are asked. */
  public enum Filter {
    /** The route does not list it. */
    ROUTE,
    /** The caller asked for another model. */
    ASKED_FOR,
    /** It is not able to answer the tier. */
    TIER,
    /** It, or its provider's wire, lacks an ability that the request needs. */
    ABILITY,
    /** The request does not fit into its context window. */
    WINDOW,
    /** Its provider fails at present. */
    HEALTH,
    /** The request needs more tokens than a limit of the policy ever allows at once. */
    LIMIT,
    /** A budget has not enough left for the worst case. */
    BUDGET
  }

  /** Whether it may be called. */
  public boolean kept() {
    return removedBy == null;
  }
}
