package dev.penstock.spi.store;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import java.util.List;

/**
 * The sum of rows with the same keys.
 *
 * @param keys the value of each dimension asked for, in that order
 * @param simulated whether a simulated provider had a part in it
 * @param answered calls that gave an answer
 * @param recalled requests answered from the cache
 * @param refused requests refused before anybody was asked
 * @param unanswered requests that ended without an answer for any other reason
 * @param handedOver requests that a person took over and no model answered
 * @param escalated answered requests that a person took over as well
 * @param attempts calls to providers, those that gave no answer included
 * @param usage their tokens; estimated if any of them is
 * @param cost what they cost
 * @param estimatedCost the part of the cost that rests on estimated tokens
 * @param wastedCost the part of the cost that gave no answer
 * @param cacheCost the part of the cost of calls made for the cache, which is not waste
 * @param baselineCost what the answers' tokens would have cost on the baseline
 * @param savedCost what the recalled answers had cost
 */
public record LedgerSum(
    List<String> keys,
    boolean simulated,
    long answered,
    long recalled,
    long refused,
    long unanswered,
    long handedOver,
    long escalated,
    long attempts,
    Usage usage,
    Usd cost,
    Usd estimatedCost,
    Usd wastedCost,
    Usd cacheCost,
    Usd baselineCost,
    Usd savedCost) {
  /** The key of all tags together that a store does not tell apart, because there are too many. */
  public static final String OTHER_TAGS = "(other tags)";

  /** Checks and copies the components. */
  public LedgerSum {
    keys = List.copyOf(keys);
  }
}
