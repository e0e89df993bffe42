package dev.penstock.core.recall;

import dev.penstock.core.match.ClopperPearson;
import dev.penstock.core.match.Evidence;
import dev.penstock.core.match.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A class's evidence with the verdicts since the policy was loaded. Those can only raise the
 * threshold: who is content says so too rarely and too gladly. Thread-safe.
 */
final class LiveEvidence {
  private static final int KEPT = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Evidence evidence;
  private final double maxFalse;
  private final List<Double> bad = new ArrayList<>();
  private volatile @Nullable Double least;

  LiveEvidence(Evidence evidence, double maxFalse) {
    this.evidence = evidence;
    this.maxFalse = maxFalse;
    this.least = evidence.certified(maxFalse).map(Point::score).orElse(null);
  }

  double score(double[] features) {
    return evidence.score(features);
  }

  /** The least score that keeps the promise, or null if none does. */
  @Nullable Double least() {
    return least;
  }

  void bad(double score) {
    lock.lock();
    try {
      if (bad.size() < KEPT) {
        bad.add(score);
      }
      least = certified();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Double certified() {
    for (Point point : evidence.points().reversed()) {
      long more = bad.stream().filter(score -> score >= point.score()).count();
      double bound =
          Math.max(point.spread(), ClopperPearson.upper(point.wrong() + more, point.hits() + more));
      if (bound <= maxFalse) {
        return point.score();
      }
    }
    return null;
  }
}
