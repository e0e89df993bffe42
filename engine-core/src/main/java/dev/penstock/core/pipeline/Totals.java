package dev.penstock.core.pipeline;

import dev.penstock.api.explain.Attempt;
import dev.penstock.api.money.Usd;
import java.time.Duration;
import java.util.List;

/** What all attempts of a request took together. */
final class Totals {
  private Totals() {}

  static Usd cost(List<Attempt> attempts) {
    Usd sum = Usd.ZERO;
    for (Attempt attempt : attempts) {
      sum = sum.plus(attempt.cost());
    }
    return sum;
  }

  static Duration duration(List<Attempt> attempts) {
    Duration sum = Duration.ZERO;
    for (Attempt attempt : attempts) {
      sum = sum.plus(attempt.duration());
    }
    return sum;
  }
}
