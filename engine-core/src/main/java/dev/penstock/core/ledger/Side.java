package dev.penstock.core.ledger;

import dev.penstock.api.money.Usd;
import dev.penstock.api.report.Figures;
import dev.penstock.spi.store.LedgerRow;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** One side's figures under one key, exactly. */
record Side(long input, long cacheRead, long output, BigDecimal cost, BigDecimal estimated) {
  static final Side NOTHING = new Side(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO);

  private static final int NANO_PLACES = 9;

  static Side of(ExportLine line) {
    return new Side(line.input(), line.cacheRead(), line.output(), line.cost(), BigDecimal.ZERO);
  }

  static Side of(LedgerRow row) {
    BigDecimal cost = row.cost().toDecimal();
    return new Side(
        row.usage().input(),
        row.usage().cacheRead(),
        row.usage().output(),
        cost,
        row.usage().estimated() ? cost : BigDecimal.ZERO);
  }

  /** The sum; throws {@link ArithmeticException} on overflow. */
  Side plus(Side other) {
    return new Side(
        Math.addExact(input, other.input),
        Math.addExact(cacheRead, other.cacheRead),
        Math.addExact(output, other.output),
        cost.add(other.cost),
        estimated.add(other.estimated));
  }

  /** The cost to the nano-dollar; throws {@link ArithmeticException} if it is out of range. */
  Usd usd() {
    return rounded(cost);
  }

  Figures ofProvider(boolean costKnown) {
    return new Figures(input, cacheRead, output, costKnown ? usd() : null, null);
  }

  Figures ofLedger() {
    return new Figures(input, cacheRead, output, usd(), rounded(estimated));
  }

  private static Usd rounded(BigDecimal amount) {
    return Usd.of(amount.setScale(NANO_PLACES, RoundingMode.HALF_UP));
  }
}
