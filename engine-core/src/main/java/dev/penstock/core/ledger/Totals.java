package dev.penstock.core.ledger;

import dev.penstock.api.explain.Attempt;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.report.ReportLine;

/** Sums of rows. */
final class Totals {
  private long answered;
  private long recalled;
  private long refused;
  private long failed;
  private long attempts;
  private Usage usage = Usage.NONE;
  private Usd cost = Usd.ZERO;
  private Usd estimated = Usd.ZERO;
  private Usd wasted = Usd.ZERO;
  private Usd baseline = Usd.ZERO;
  private Usd recalledCost = Usd.ZERO;
  private boolean simulated;

  void add(Attempt attempt, Usd onBaseline) {
    attempts++;
    usage = usage.plus(attempt.usage());
    cost = cost.plus(attempt.cost());
    if (attempt.usage().estimated()) {
      estimated = estimated.plus(attempt.cost());
    }
    if (attempt.outcome() != Attempt.Outcome.ANSWERED) {
      wasted = wasted.plus(attempt.cost());
    }
    baseline = baseline.plus(onBaseline);
    simulated |= attempt.simulated();
  }

  void add(Outcome outcome, Usd saved, boolean bySimulated) {
    switch (outcome) {
      case ANSWERED -> answered++;
      case RECALLED -> {
        recalled++;
        recalledCost = recalledCost.plus(saved);
      }
      case REFUSED -> refused++;
      case FAILED -> failed++;
    }
    simulated |= bySimulated;
  }

  void add(Totals other) {
    answered += other.answered;
    recalled += other.recalled;
    refused += other.refused;
    failed += other.failed;
    attempts += other.attempts;
    usage = usage.plus(other.usage);
    cost = cost.plus(other.cost);
    estimated = estimated.plus(other.estimated);
    wasted = wasted.plus(other.wasted);
    baseline = baseline.plus(other.baseline);
    recalledCost = recalledCost.plus(other.recalledCost);
    simulated |= other.simulated;
  }

  ReportLine line(String key) {
    return new ReportLine(
        key, simulated, queries(), recalled, attempts, usage, cost, estimated, wasted);
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

  Usd baseline() {
    return baseline;
  }

  Usd recalledCost() {
    return recalledCost;
  }
}
