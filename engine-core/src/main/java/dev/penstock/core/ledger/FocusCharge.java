package dev.penstock.core.ledger;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.core.price.Rates;
import dev.penstock.core.price.TokenClass;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was charged for the tokens of one class, or of all classes together.
 *
 * @param tokenClass the class, or null for all together
 * @param listUnitPrice of a million tokens, or null if the price is not known
 * @param contractedUnitPrice likewise, after all that is taken off
 */
record FocusCharge(
    @Nullable TokenClass tokenClass,
    long tokens,
    Usd billed,
    BigDecimal list,
    BigDecimal contracted,
    @Nullable BigDecimal listUnitPrice,
    @Nullable BigDecimal contractedUnitPrice) {
  private static final long MILLION = 1_000_000;
  private static final int NANO_PLACES = 9;

  /** One charge for all tokens, because what each class cost is not known. */
  static FocusCharge ofAll(Usage usage, Usd cost) {
    BigDecimal amount = cost.toDecimal();
    return new FocusCharge(
        null, Math.addExact(usage.input(), usage.output()), cost, amount, amount, null, null);
  }

  /**
   * A charge for each class of which there are tokens. Rows are rounded up one by one, so that they
   * cost a little more than their tokens; that goes to the dearest class, the first of them.
   */
  static List<FocusCharge> byClass(Usage usage, Usd cost, Rates rates) {
    List<FocusCharge> charges = new ArrayList<>();
    Usd left = cost;
    int dearest = 0;
    for (TokenClass tokenClass : TokenClass.values()) {
      long tokens = tokenClass.of(usage);
      if (tokens > 0) {
        FocusCharge charge = of(tokenClass, tokens, rates);
        left = left.minus(charge.billed);
        charges.add(charge);
        if (charge.billed.compareTo(charges.get(dearest).billed) > 0) {
          dearest = charges.size() - 1;
        }
      }
    }
    charges.set(dearest, charges.get(dearest).plus(left));
    return charges;
  }

  private static FocusCharge of(TokenClass tokenClass, long tokens, Rates rates) {
    BigDecimal paid = rates.paid(tokenClass, tokens);
    return new FocusCharge(
        tokenClass,
        tokens,
        Usd.of(paid.setScale(NANO_PLACES, RoundingMode.DOWN)),
        rates.list(tokenClass, tokens),
        paid,
        rates.list(tokenClass, MILLION),
        rates.paid(tokenClass, MILLION));
  }

  private FocusCharge plus(Usd more) {
    return new FocusCharge(
        tokenClass,
        tokens,
        billed.plus(more),
        list,
        contracted,
        listUnitPrice,
        contractedUnitPrice);
  }
}
