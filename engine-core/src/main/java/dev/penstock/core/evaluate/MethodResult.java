package dev.penstock.core.evaluate;

import dev.penstock.core.match.ClopperPearson;

/**
 * What a method did on all test halves together.
 *
 * @param method its name
 * @param promise the false share that was promised, or 0 for a method that promises nothing
 * @param asked the questions asked
 * @param hits how many of them it answered
 * @param wrong how many of those wrongly
 * @param mustMiss how many of the hits were questions without a right answer
 * @param halves the test halves
 * @param over on how many of them the false share was above the promise
 */
public record MethodResult(
    String method,
    double promise,
    long asked,
    long hits,
    long wrong,
    long mustMiss,
    int halves,
    int over) {
  /** Hits over questions asked. */
  public double hitRate() {
    return asked == 0 ? 0 : (double) hits / asked;
  }

  /** Wrong ones over hits; 0 without hits. */
  public double falseShare() {
    return hits == 0 ? 0 : (double) wrong / hits;
  }

  /** The 95 % lower bound of the false share. */
  public double falseLow() {
    return hits == 0 ? 0 : ClopperPearson.lower(wrong, hits);
  }

  /** The 95 % upper bound of the false share. */
  public double falseHigh() {
    return hits == 0 ? 1 : ClopperPearson.upper(wrong, hits);
  }
}
