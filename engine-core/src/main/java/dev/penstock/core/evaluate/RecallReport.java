package dev.penstock.core.evaluate;

import java.util.List;

/**
 * What recall is worth on a set of questions.
 *
 * @param questions how many there are
 * @param pairs how many pairs of them are labelled
 * @param samePairs how many of those are the same
 * @param methods every method beside the others
 */
public record RecallReport(int questions, int pairs, long samePairs, List<Method> methods) {
  /** Copies the list. */
  public RecallReport {
    methods = List.copyOf(methods);
  }

  /**
   * What a method did.
   *
   * @param name its name
   * @param promise the false share that was promised, or 0 for a method that promises nothing
   * @param asked the questions asked
   * @param hits how many of them it answered
   * @param wrong how many of those wrongly
   * @param mustMiss how many of the hits were questions without a right answer
   * @param hitRate hits over questions asked
   * @param falseShare wrong ones over hits
   * @param falseAtLeast the 95 % lower bound of that
   * @param falseAtMost the 95 % upper bound
   * @param halves the test halves
   * @param over on how many of them the false share was above the promise
   */
  public record Method(
      String name,
      double promise,
      long asked,
      long hits,
      long wrong,
      long mustMiss,
      double hitRate,
      double falseShare,
      double falseAtLeast,
      double falseAtMost,
      int halves,
      int over) {
    static Method of(MethodResult result) {
      return new Method(
          result.method(),
          result.promise(),
          result.asked(),
          result.hits(),
          result.wrong(),
          result.mustMiss(),
          result.hitRate(),
          result.falseShare(),
          result.falseLow(),
          result.falseHigh(),
          result.halves(),
          result.over());
    }
  }
}
