package dev.penstock.api;

import dev.penstock.api.explain.Signal;
import java.util.List;

/**
 * How sure the engine is that an answer is right.
 *
 * @param value the chance that it is, 0 to 1
 * @param score what it was computed as before calibration, 0 to 1; equal to the value without one
 * @param calibrated whether the policy names a calibration, which was applied
 * @param grounds what it rests on
 */
public record Confidence(double value, double score, boolean calibrated, List<Signal> grounds) {
  /** Checks and copies the components. */
  public Confidence {
    if (!(value >= 0 && value <= 1) || !(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException(
          "a confidence must be from 0 to 1, not " + value + " from " + score);
    }
    grounds = List.copyOf(grounds);
  }
}
