package dev.penstock.api.policy;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * The most that a model of unknown price can cost, in USD per million tokens of any class. Calls
 * are held and priced at it, and every row of it is marked as an estimate.
 *
 * @param input input tokens of every class
 * @param output output tokens of every class
 */
public record PriceCeiling(
    @Description("The most a million input tokens cost, in USD") BigDecimal input,
    @Description("The most a million output tokens cost, in USD") BigDecimal output) {

  /** Refuses what is no price. */
  public PriceCeiling {
    PricePeriod.check("input", Objects.requireNonNull(input, "input"));
    PricePeriod.check("output", Objects.requireNonNull(output, "output"));
  }

  /** A ceiling, in USD per million tokens. */
  public static PriceCeiling of(String input, String output) {
    return new PriceCeiling(new BigDecimal(input), new BigDecimal(output));
  }
}
