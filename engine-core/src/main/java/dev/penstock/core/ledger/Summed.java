package dev.penstock.core.ledger;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.report.ReportLine;
import dev.penstock.spi.store.LedgerSum;

/** Several sums of the ledger in one. */
final class Summed {
  private boolean simulated;
  private long answered;
  private long recalled;
  private long refused;
  private long failed;
  private long handedOver;
  private long escalated;
  private long attempts;
  private Usage usage = Usage.NONE;
  private Usd cost = Usd.ZERO;
  private Usd estimated = Usd.ZERO;
  private Usd wasted = Usd.ZERO;
  private Usd forCache = Usd.ZERO;
  private Usd baseline = Usd.ZERO;
  private Usd recalledCost = Usd.ZERO;

  void add(LedgerSum sum) {
    simulated |= sum.simulated();
    answered += sum.answered();
    recalled += sum.recalled();
    refused += sum.refused();
    failed += sum.unanswered();
    handedOver += sum.handedOver();
    escalated += sum.escalated();
    attempts += sum.attempts();
    usage = usage.plus(sum.usage());
    cost = cost.plus(sum.cost());
    estimated = estimated.plus(sum.estimatedCost());
    wasted = wasted.plus(sum.wastedCost());
    forCache = forCache.plus(sum.cacheCost());
    baseline = baseline.plus(sum.baselineCost());
    recalledCost = recalledCost.plus(sum.savedCost());
  }

  ReportLine line(String key) {
    return new ReportLine(
        key,
        simulated,
        queries(),
        recalled,
        escalated(),
        attempts,
        usage,
        cost,
        estimated,
        wasted,
        forCache);
  }

  long queries() {
    return answered + recalled;
  }

  long recalled() {
    return recalled;
  }

  long refused() {
    return refused;
  }

  long failed() {
    return failed;
  }

  long handedOver() {
    return handedOver;
  }

  /** With those that were handed over. */
  long escalated() {
    return handedOver + escalated;
  }

  long attempts() {
    return attempts;
  }

  Usage usage() {
    return usage;
  }

  Usd cost() {
    return cost;
  }

  Usd estimated() {
    return estimated;
  }

  Usd wasted() {
    return wasted;
  }

  Usd forCache() {
    return forCache;
  }

  Usd baseline() {
    return baseline;
  }

  Usd recalledCost() {
    return recalledCost;
  }
}
