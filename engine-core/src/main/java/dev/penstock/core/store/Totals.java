package dev.penstock.core.store;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerRow.Kind;
import dev.penstock.spi.store.LedgerSum;
import java.util.List;

/** Sums of rows. */
final class Totals {
  private long answered;
  private long recalled;
  private long refused;
  private long unanswered;
  private long handedOver;
  private long escalated;
  private long attempts;
  private Usage usage = Usage.NONE;
  private Usd cost = Usd.ZERO;
  private Usd estimated = Usd.ZERO;
  private Usd wasted = Usd.ZERO;
  private Usd forCache = Usd.ZERO;
  private Usd baseline = Usd.ZERO;
  private Usd saved = Usd.ZERO;
  private boolean simulated;

  void add(LedgerRow row) {
    switch (row.kind()) {
      case ANSWERED -> answered++;
      case FAILED, WASTED, CANCELLED, LOST, SHADOW, JUDGE, EMBEDDING -> {}
      case RECALLED -> recalled++;
      case REFUSED -> refused++;
      case UNANSWERED -> unanswered++;
      case HANDED_OVER -> handedOver++;
      case ESCALATED -> escalated++;
    }
    if (row.kind().isCall()) {
      attempts++;
      usage = usage.plus(row.usage());
      cost = cost.plus(row.cost());
      estimated = row.usage().estimated() ? estimated.plus(row.cost()) : estimated;
      if (row.kind().isForCache()) {
        forCache = forCache.plus(row.cost());
      } else if (row.kind() != Kind.ANSWERED) {
        wasted = wasted.plus(row.cost());
      }
    }
    baseline = baseline.plus(row.baselineCost());
    saved = saved.plus(row.savedCost());
    simulated |= row.taken().simulated();
  }

  void add(Totals other) {
    answered += other.answered;
    recalled += other.recalled;
    refused += other.refused;
    unanswered += other.unanswered;
    handedOver += other.handedOver;
    escalated += other.escalated;
    attempts += other.attempts;
    usage = usage.plus(other.usage);
    cost = cost.plus(other.cost);
    estimated = estimated.plus(other.estimated);
    wasted = wasted.plus(other.wasted);
    forCache = forCache.plus(other.forCache);
    baseline = baseline.plus(other.baseline);
    saved = saved.plus(other.saved);
    simulated |= other.simulated;
  }

  /** How many rows these are. */
  long rows() {
    return recalled + refused + unanswered + handedOver + escalated + attempts;
  }

  LedgerSum sum(List<String> keys) {
    return new LedgerSum(
        keys,
        simulated,
        answered,
        recalled,
        refused,
        unanswered,
        handedOver,
        escalated,
        attempts,
        usage,
        cost,
        estimated,
        wasted,
        forCache,
        baseline,
        saved);
  }
}
