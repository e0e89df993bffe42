package dev.penstock.api.report;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;

/**
 * What was spent under one value of a dimension, such as one provider.
 *
 * @param key the value
 * @param simulated whether a simulated provider had a part in it
 * @param queries requests answered, those from the cache included
 * @param cacheHits requests answered from the cache
 * @param escalated requests that a person took over, answered or not
 * @param attempts calls to providers
 * @param usage the tokens of those calls
 * @param cost what they cost
 * @param estimatedCost the part of the cost that rests on estimated tokens
 * @param wastedCost the part of the cost that gave the caller nothing
 * @param cacheCost the part of the cost of calls made for the cache, which is not waste
 */
public record ReportLine(
    String key,
    boolean simulated,
    long queries,
    long cacheHits,
    long escalated,
    long attempts,
    Usage usage,
    Usd cost,
    Usd estimatedCost,
    Usd wastedCost,
    Usd cacheCost) {
  /** Cost over queries, rounded half up to a nano-dollar; zero without queries. */
  public Usd averageCost() {
    return cost.averageOver(queries);
  }
}
