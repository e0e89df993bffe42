package dev.penstock.api.report;

import dev.penstock.api.money.Usd;
import java.math.BigDecimal;

/**
 * How much two figures may differ and still agree: by the percentage, or by the amount, whichever
 * allows more.
 *
 * @param percent of the larger figure, 0 to 100
 * @param tokens for each kind of tokens of a day and model, 0 or more
 * @param cost for the cost of a day and model, 0 or more
 */
public record Tolerance(BigDecimal percent, long tokens, Usd cost) {
  /** None. */
  public static final Tolerance NONE = new Tolerance(BigDecimal.ZERO, 0, Usd.ZERO);

  /** Checks the components. */
  public Tolerance {
    if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw new IllegalArgumentException("a tolerance must be from 0 to 100 percent");
    }
    if (tokens < 0 || cost.isNegative()) {
      throw new IllegalArgumentException("a tolerance must not be negative");
    }
  }

  /** A tolerance of so many hundredths. */
  public static Tolerance ofPercent(String percent) {
    return new Tolerance(new BigDecimal(percent), 0, Usd.ZERO);
  }

  /** Whether two counts of tokens agree. */
  public boolean agree(long one, long other) {
    return within(BigDecimal.valueOf(one), BigDecimal.valueOf(other), BigDecimal.valueOf(tokens));
  }

  /** Whether two amounts agree. */
  public boolean agree(Usd one, Usd other) {
    return within(one.toDecimal(), other.toDecimal(), cost.toDecimal());
  }

  private boolean within(BigDecimal one, BigDecimal other, BigDecimal amount) {
    BigDecimal part = one.abs().max(other.abs()).multiply(percent).movePointLeft(2);
    return one.subtract(other).abs().compareTo(part.max(amount)) <= 0;
  }
}
