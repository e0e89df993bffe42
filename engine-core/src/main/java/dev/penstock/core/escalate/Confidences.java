package dev.penstock.core.escalate;

import dev.penstock.api.Confidence;
import dev.penstock.api.explain.Classified;
import dev.penstock.api.explain.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes how sure an answer is: a sum of logarithms of odds over what the classifier says and
 * what the checks of the answer found, times the chance that a recalled answer fits its question.
 */
public final class Confidences {
  /** Most answers of a model that a policy trusts are right: four or five of five. */
  private static final double USUAL = 1.5;

  private static final double CLASSIFIER = 0.5;
  private static final double NO_SIGNAL = -0.5;
  private static final double FARTHEST = 2;

  private static final Signal UNSURE =
      new Signal("classifier", Classified.UNSURE, "none had a signal");
  private static final Signal RECALLED =
      new Signal("recall", "exact", "the same question was answered before");
  private static final Signal SIMILAR =
      new Signal("recall", "similar", "a similar question was answered before");
  private static final Signal PASSED =
      new Signal(Check.SOURCE, "passed", "no check found anything");

  private final @Nullable ConfidenceMap map;

  /** With a calibration, or null for none. */
  public Confidences(@Nullable ConfidenceMap map) {
    this.map = map;
  }

  /** Of an answer that a model gave, without a look at it. */
  public Confidence ofModel(Classified classified) {
    return of(USUAL + weight(classified), 1, List.of(ground(classified)));
  }

  /**
   * Of an answer given before, without a look at it.
   *
   * @param score the logarithm of the odds that it fits, or null for the very same question
   */
  public Confidence ofRecalled(@Nullable Double score) {
    return of(USUAL, fit(score), List.of(score == null ? RECALLED : SIMILAR));
  }

  Confidence ofModel(Classified classified, List<Check> checks) {
    return of(USUAL + weight(classified) + sum(checks), 1, grounds(ground(classified), checks));
  }

  Confidence ofRecalled(@Nullable Double score, List<Check> checks) {
    Signal ground = score == null ? RECALLED : SIMILAR;
    return of(USUAL + sum(checks), fit(score), grounds(ground, checks));
  }

  private Confidence of(double logOdds, double fit, List<Signal> grounds) {
    double score = chance(logOdds) * fit;
    return map == null
        ? new Confidence(score, score, false, grounds)
        : new Confidence(map.right(score), score, true, grounds);
  }

  private static double fit(@Nullable Double score) {
    return score == null ? 1 : chance(score);
  }

  private static double weight(Classified classified) {
    double sure = classified.confidence();
    return sure == 0
        ? NO_SIGNAL
        : CLASSIFIER * Math.clamp(Math.log(sure / (1 - sure)), -FARTHEST, FARTHEST);
  }

  private static Signal ground(Classified classified) {
    return classified.confidence() == 0
        ? UNSURE
        : new Signal("classifier", classified.decidedBy(), "how sure it was of the tier");
  }

  private static double sum(List<Check> checks) {
    return checks.stream().mapToDouble(Check::weight).sum();
  }

  private static List<Signal> grounds(Signal first, List<Check> checks) {
    List<Signal> grounds = new ArrayList<>();
    grounds.add(first);
    checks.forEach(check -> grounds.add(check.signal()));
    if (checks.isEmpty()) {
      grounds.add(PASSED);
    }
    return grounds;
  }

  private static double chance(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }
}
