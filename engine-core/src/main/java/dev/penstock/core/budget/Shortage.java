package dev.penstock.core.budget;

import dev.penstock.api.money.Usd;
import dev.penstock.spi.store.HoldResult;
import dev.penstock.spi.store.Unit;

/**
 * A budget that has not enough left.
 *
 * @param budget its name
 * @param scope the value counted under
 * @param unit what it has not enough of
 * @param left what is left of it
 */
public record Shortage(String budget, String scope, Unit unit, long left) implements Admission {
  static Shortage of(HoldResult.Lacking found) {
    return new Shortage(
        found.account().budget(), found.account().value(), found.unit(), found.left());
  }

  @Override
  public String toString() {
    String amount =
        switch (unit) {
          case USD -> Usd.ofNanos(left) + " USD";
          case TOKENS -> left + " tokens";
          case REQUESTS -> left + " requests";
        };
    return "budget " + budget + " has " + amount + " left for " + scope;
  }
}
