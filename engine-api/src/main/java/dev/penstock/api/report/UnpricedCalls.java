package dev.penstock.api.report;

import dev.penstock.api.money.Usd;

/**
 * Calls that could not be priced again.
 *
 * @param reason why
 * @param model their model
 * @param priceVersion the prices that their cost rests on
 * @param calls how many
 * @param cost what they cost
 */
public record UnpricedCalls(
    Reason reason, String model, String priceVersion, long calls, Usd cost) {
  /** Why a call cannot be priced again. */
  public enum Reason {
    /** The prices know no such model. */
    UNKNOWN_MODEL,
    /** The version of its prices does not tell its class of service. */
    UNKNOWN_VERSION,
    /** Nobody saw its end, and its cost is what was held for it, not the price of its tokens. */
    LOST
  }
}
