package dev.penstock.api.policy;

import java.math.BigDecimal;

/**
 * A part of a whole, written with a percent sign: {@code 85%}.
 *
 * @param percent 0 to 100
 */
public record Share(BigDecimal percent) {
  /** Checks and copies the components. */
  public Share {
    if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw new IllegalArgumentException("a share must be from 0% to 100%, not " + percent + "%");
    }
  }

  /** The share of so many hundredths. */
  public static Share ofPercent(long percent) {
    return new Share(BigDecimal.valueOf(percent));
  }

  /** Whether it is exactly so many hundredths. */
  public boolean equalsPercent(long hundredths) {
    return percent.compareTo(BigDecimal.valueOf(hundredths)) == 0;
  }

  /** The share as a number from 0 to 1. */
  public double fraction() {
    return percent.doubleValue() / 100;
  }

  @Override
  public String toString() {
    return percent.stripTrailingZeros().toPlainString() + "%";
  }
}
