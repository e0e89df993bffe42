package dev.penstock.core.recall;

import dev.penstock.core.match.ClopperPearson;
import dev.penstock.core.match.Evidence;
import dev.penstock.core.match.Point;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class's evidence with what was said about its answers since the cache was opened. That can only
 * raise the threshold: who is content says so too rarely and too gladly. Thread-safe.
 */
final class LiveEvidence {
  private final Evidence evidence;
  private final double maxFalse;
  private final Experience experience;
  private volatile Certified certified;

  /** The least score that keeps the promise, or null, after so much was said. */
  private record Certified(long version, @Nullable Double least) {}

  LiveEvidence(Evidence evidence, double maxFalse, Experience experience) {
    this.evidence = evidence;
    this.maxFalse = maxFalse;
    this.experience = experience;
    this.certified = certify();
  }

  Evidence evidence() {
    return evidence;
  }

  Experience experience() {
    return experience;
  }

  double score(double[] features) {
    return evidence.score(features);
  }

  /** The least score that keeps the promise, or null if none does. */
  @Nullable Double least() {
    Certified known = certified;
    if (known.version() != experience.version()) {
      known = certify();
      certified = known;
    }
    return known.least();
  }

  private Certified certify() {
    long version = experience.version();
    List<Double> bad = experience.bad();
    for (Point point : evidence.points().reversed()) {
      long more = bad.stream().filter(score -> score >= point.score()).count();
      double bound =
          Math.max(point.spread(), ClopperPearson.upper(point.wrong() + more, point.hits() + more));
      if (bound <= maxFalse) {
        return new Certified(version, point.score());
      }
    }
    return new Certified(version, null);
  }
}
