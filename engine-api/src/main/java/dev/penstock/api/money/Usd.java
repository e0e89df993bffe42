package dev.penstock.api.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An exact amount of US dollars, in whole nano-dollars (1e-9 USD).
 *
 * <p>Range about ±9.2 billion USD; every operation that would leave it throws {@link
 * ArithmeticException} instead of wrapping.
 *
 * @param nanos the amount in nano-dollars
 */
public record Usd(long nanos) implements Comparable<Usd> {
  /** Nothing. */
  public static final Usd ZERO = new Usd(0);

  private static final int SCALE = 9;

  /** The amount of so many nano-dollars. */
  public static Usd ofNanos(long nanos) {
    return nanos == 0 ? ZERO : new Usd(nanos);
  }

  /**
   * The exact amount of a decimal number of dollars.
   *
   * @throws ArithmeticException if it has more than nine decimal places or is out of range
   */
  public static Usd of(BigDecimal dollars) {
    BigDecimal plain = dollars.stripTrailingZeros();
    if (plain.precision() - (long) plain.scale() > 11) {
      throw new ArithmeticException("amount is out of range");
    }
    if (plain.scale() > SCALE) {
      throw new ArithmeticException("amount is finer than a nano-dollar");
    }
    return ofNanos(plain.movePointRight(SCALE).longValueExact());
  }

  /**
   * The exact amount of a decimal number of dollars, such as {@code "0.25"}.
   *
   * @throws NumberFormatException if it is not a decimal number
   * @throws ArithmeticException if it has more than nine decimal places or is out of range
   */
  public static Usd of(String dollars) {
    return of(new BigDecimal(dollars));
  }

  /** The sum; throws {@link ArithmeticException} on overflow. */
  public Usd plus(Usd other) {
    return ofNanos(Math.addExact(nanos, other.nanos));
  }

  /** The difference, which may be negative; throws {@link ArithmeticException} on overflow. */
  public Usd minus(Usd other) {
    return ofNanos(Math.subtractExact(nanos, other.nanos));
  }

  /** The amount divided by a count, rounded half up to a nano-dollar; zero for a count of zero. */
  public Usd averageOver(long count) {
    return count == 0
        ? ZERO
        : of(toDecimal().divide(BigDecimal.valueOf(count), SCALE, RoundingMode.HALF_UP));
  }

  /** Whether this is less than nothing. */
  public boolean isNegative() {
    return nanos < 0;
  }

  /** The amount in dollars, with exactly nine decimal places. */
  public BigDecimal toDecimal() {
    return BigDecimal.valueOf(nanos, SCALE);
  }

  @Override
  public int compareTo(Usd other) {
    return Long.compare(nanos, other.nanos);
  }

  /** The amount in dollars with nine decimal places, such as {@code 0.000410000}. */
  @Override
  public String toString() {
    return toDecimal().toPlainString();
  }
}
