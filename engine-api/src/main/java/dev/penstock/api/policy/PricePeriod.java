package dev.penstock.api.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a model's price list, in USD per million tokens. The later matching entry wins; what
 * an entry does not say is inherited from the matching entries before it.
 *
 * @param from the first day it holds, from 00:00 UTC; null means always
 * @param above it holds for requests with more input tokens than this; null means any size
 * @param between the time of day it holds, in UTC, such as {@code 16:30-00:30}; null means always
 * @param input input tokens
 * @param cachedInput input tokens read from the provider's cache; the input price if never said
 * @param cacheWrite input tokens written to a 5-minute cache; the input price if never said
 * @param cacheWriteOther input tokens written to another cache; the price of {@code cacheWrite} if
 *     never said
 * @param output output tokens
 * @param reasoning output tokens spent on reasoning; the output price if never said
 */
public record PricePeriod(
    @Description("First day of validity, from 00:00 UTC") @Nullable LocalDate from,
    @Description("Holds for requests with more input tokens than this") @Nullable Long above,
    @Description("Time of day in UTC, such as 16:30-00:30") @Nullable DayWindow between,
    @Description("USD per million input tokens") @Nullable BigDecimal input,
    @Description("USD per million cached input tokens") @Nullable BigDecimal cachedInput,
    @Description("USD per million tokens written to a cache for 5 minutes")
        @Nullable BigDecimal cacheWrite,
    @Description("USD per million tokens written to another cache")
        @Nullable BigDecimal cacheWriteOther,
    @Description("USD per million output tokens") @Nullable BigDecimal output,
    @Description("USD per million reasoning tokens") @Nullable BigDecimal reasoning) {

  private static final BigDecimal DEAREST = new BigDecimal("1000000");

  /** Refuses negative prices, more than six decimals and more than a dollar a token. */
  public PricePeriod {
    check("input", input);
    check("cached-input", cachedInput);
    check("cache-write", cacheWrite);
    check("cache-write-other", cacheWriteOther);
    check("output", output);
    check("reasoning", reasoning);
    if (above != null && above < 1) {
      throw new IllegalArgumentException("above must be at least 1 token");
    }
  }

  /** A price that always holds. */
  public static PricePeriod of(String input, String output) {
    return new PricePeriod(
        null, null, null, new BigDecimal(input), null, null, null, new BigDecimal(output), null);
  }

  static void check(String name, @Nullable BigDecimal price) {
    if (price == null) {
      return;
    }
    if (price.signum() < 0) {
      throw new IllegalArgumentException(name + " must not be negative");
    }
    if (price.compareTo(DEAREST) > 0) {
      throw new IllegalArgumentException(name + " is more than 1 USD per token");
    }
    if (price.stripTrailingZeros().scale() > 6) {
      throw new IllegalArgumentException(name + " has more than six decimal places");
    }
  }
}
