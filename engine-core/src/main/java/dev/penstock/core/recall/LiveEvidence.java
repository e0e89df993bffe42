package dev.penstock.core.recall;

import dev.penstock.api.report.CacheClass;
import dev.penstock.core.match.Agreement;
import dev.penstock.core.match.ClopperPearson;
import dev.penstock.core.match.Evidence;
import dev.penstock.core.match.Point;
import dev.penstock.core.recall.Experience.Check;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class's evidence with what was said about its answers since the cache was opened. That can only
 * raise the threshold: who is content says so too rarely and too gladly. Thread-safe.
 */
final class LiveEvidence {
  /** One contradiction may be the check's own mistake, and would be enough for a small promise. */
  private static final int PATTERN = 2;

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
    List<Check> checks = experience.checks();
    for (Point point : evidence.points().reversed()) {
      long more = bad.stream().filter(score -> score >= point.score()).count();
      double bound =
          Math.max(point.spread(), ClopperPearson.upper(point.wrong() + more, point.hits() + more));
      if (bound <= maxFalse && !isContradicted(point, checks)) {
        return new Certified(version, point.score());
      }
    }
    return new Certified(version, null);
  }

  /** Whether the answers checked from that point on were wrong more often than is promised. */
  private boolean isContradicted(Point point, List<Check> checks) {
    List<Check> above = checks.stream().filter(check -> check.score() >= point.score()).toList();
    long different = count(above, Agreement.DIFFERENT);
    return different >= PATTERN && ClopperPearson.lower(different, above.size()) > maxFalse;
  }

  private static long count(List<Check> checks, Agreement agreement) {
    return checks.stream().filter(check -> check.agreement() == agreement).count();
  }

  /** What was found out, for a report. */
  CacheClass describe(String name) {
    List<Check> checks = experience.checks();
    long different = count(checks, Agreement.DIFFERENT);
    long unsure = count(checks, Agreement.UNSURE);
    return new CacheClass(
        name,
        least(),
        experience.bad().size(),
        count(checks, Agreement.SAME),
        different,
        unsure,
        ClopperPearson.lower(different, checks.size()),
        ClopperPearson.upper(different + unsure, checks.size()),
        experience.count(Judgement.APPROVED),
        experience.count(Judgement.REFUSED),
        experience.count(Judgement.UNDECIDED));
  }
}
