package dev.penstock.api.report;

import dev.penstock.api.CsvText;
import dev.penstock.api.JsonText;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import java.io.IOException;
import java.util.List;

/**
 * What was spent and saved. Every number comes from the ledger.
 *
 * @param queries requests answered, those from the cache included
 * @param refused requests that were refused
 * @param failed requests that ended without an answer for any reason but a refusal: failed,
 *     cancelled or late
 * @param handedOver requests that a person took over and no model answered
 * @param escalated requests that a person took over, answered or not
 * @param cacheHits requests answered from the cache
 * @param attempts calls to providers
 * @param usage the tokens of those calls
 * @param cost what they cost
 * @param estimatedCost the part of the cost that rests on estimated tokens
 * @param wastedCost the part of the cost that gave the caller nothing
 * @param cacheCost the part of the cost of calls made for the cache, which is not waste
 * @param averageCost cost over queries, rounded half up to a nano-dollar
 * @param byProvider a line per provider instance, by name
 * @param byModel a line per model, by name
 * @param byTier a line per tier, in the policy's order
 * @param byTenant a line per tenant, by name
 * @param byRoute a line per route, by name
 * @param byTag a line per tag, by name; a request counts under each of its tags, and once under
 *     {@code (other tags)} for all that are too many to be told apart
 * @param byDay a line per day of admission in UTC
 * @param savings what the policy saved
 * @param cache what the cache did since it was opened
 * @param budgets the state of every budget that was used in its present period, or whose scope is
 *     all
 */
public record Report(
    long queries,
    long refused,
    long failed,
    long handedOver,
    long escalated,
    long cacheHits,
    long attempts,
    Usage usage,
    Usd cost,
    Usd estimatedCost,
    Usd wastedCost,
    Usd cacheCost,
    Usd averageCost,
    List<ReportLine> byProvider,
    List<ReportLine> byModel,
    List<ReportLine> byTier,
    List<ReportLine> byTenant,
    List<ReportLine> byRoute,
    List<ReportLine> byTag,
    List<ReportLine> byDay,
    Savings savings,
    CacheStatistics cache,
    List<BudgetState> budgets) {
  /** Checks and copies the components. */
  public Report {
    byProvider = List.copyOf(byProvider);
    byModel = List.copyOf(byModel);
    byTier = List.copyOf(byTier);
    byTenant = List.copyOf(byTenant);
    byRoute = List.copyOf(byRoute);
    byTag = List.copyOf(byTag);
    byDay = List.copyOf(byDay);
    budgets = List.copyOf(budgets);
  }

  /** The report as JSON, keys in lower case with dashes, money as decimals in USD. */
  public String toJson() {
    return JsonText.of(this);
  }

  /**
   * Writes the numbers as CSV, a line for the whole and one for each line of each dimension, as
   * {@link CsvText} does. Savings, cache and budgets are not in it.
   *
   * @throws IOException if it cannot be written
   */
  public void writeCsv(Appendable to) throws IOException {
    ReportCsv.write(this, to);
  }
}
