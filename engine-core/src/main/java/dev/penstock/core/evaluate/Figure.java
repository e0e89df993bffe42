package dev.penstock.core.evaluate;

/**
 * A figure with where it lies.
 *
 * @param name what it is
 * @param value of the whole set; NaN if the set has none
 * @param interval by a bootstrap over the questions
 * @param unit what it is in
 */
public record Figure(String name, double value, Interval interval, Unit unit) {
  /** What figures are in. */
  public enum Unit {
    /** A part of 1, shown in percent. */
    SHARE,
    /** A number. */
    NUMBER,
    /** USD per 1,000 questions. */
    USD
  }
}
