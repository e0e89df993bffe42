package dev.penstock.core.budget;

import dev.penstock.api.money.Usd;

/** What was posted and is held for one value of a budget's scope in one period. */
final class Account {
  private final Period period;
  private long posted;
  private long held;

  Account(Period period) {
    this.period = period;
  }

  Period period() {
    return period;
  }

  Usd posted() {
    return Usd.ofNanos(posted);
  }

  Usd held() {
    return Usd.ofNanos(held);
  }

  long left(Usd limit) {
    return Math.subtractExact(Math.subtractExact(limit.nanos(), posted), held);
  }

  void hold(Usd amount) {
    held = Math.addExact(held, amount.nanos());
  }

  void settle(Usd amount, Usd spent) {
    held = Math.subtractExact(held, amount.nanos());
    posted = Math.addExact(posted, spent.nanos());
  }
}
