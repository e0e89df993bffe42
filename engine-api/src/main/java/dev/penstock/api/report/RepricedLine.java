package dev.penstock.api.report;

import dev.penstock.api.money.Usd;

/**
 * What calls cost, and would have cost.
 *
 * @param key what they have in common, such as a model
 * @param calls how many
 * @param before what they cost
 * @param after what they would have cost, each rounded up to a nano-dollar
 * @param difference {@code after} less {@code before}
 */
public record RepricedLine(String key, long calls, Usd before, Usd after, Usd difference) {
  /** A line with the difference of its amounts. */
  public static RepricedLine of(String key, long calls, Usd before, Usd after) {
    return new RepricedLine(key, calls, before, after, after.minus(before));
  }
}
