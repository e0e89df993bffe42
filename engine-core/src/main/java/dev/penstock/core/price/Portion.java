package dev.penstock.core.price;

import dev.penstock.api.policy.Share;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** What part of a list price is paid, exactly: so many of so many. */
public record Portion(BigInteger parts, BigInteger of) {
  static final Portion ALL = new Portion(BigInteger.ONE, BigInteger.ONE);

  private static final BigInteger HUNDRED = BigInteger.valueOf(100);
  private static final BigDecimal WHOLE = new BigDecimal(100);

  /** What is left of a price after a discount. */
  static Portion without(@Nullable Share discount) {
    return discount == null ? ALL : ofPercent(WHOLE.subtract(discount.percent()));
  }

  /** A part of the price. */
  static Portion of(@Nullable Share part) {
    return part == null ? ALL : ofPercent(part.percent());
  }

  private static Portion ofPercent(BigDecimal percent) {
    int decimals = Math.max(0, percent.scale());
    BigInteger of = HUNDRED.multiply(BigInteger.TEN.pow(decimals));
    return reduced(percent.movePointRight(decimals).toBigIntegerExact(), of);
  }

  private static Portion reduced(BigInteger parts, BigInteger of) {
    BigInteger common = parts.gcd(of);
    return new Portion(parts.divide(common), of.divide(common));
  }

  Portion times(Portion other) {
    return reduced(parts.multiply(other.parts), of.multiply(other.of));
  }

  /** This part of an amount, exactly: a percentage has a decimal number of hundredths. */
  BigDecimal of(BigDecimal amount) {
    return amount.multiply(new BigDecimal(parts)).divide(new BigDecimal(of));
  }

  /**
   * This part of an amount over a divisor, rounded up.
   *
   * @throws ArithmeticException if it is more than a long holds
   */
  long ofRoundedUp(long amount, long divisor) {
    if (parts.equals(of)) {
      return Math.ceilDiv(amount, divisor);
    }
    BigInteger[] result =
        BigInteger.valueOf(amount)
            .multiply(parts)
            .divideAndRemainder(of.multiply(BigInteger.valueOf(divisor)));
    return Math.addExact(result[0].longValueExact(), result[1].signum());
  }
}
