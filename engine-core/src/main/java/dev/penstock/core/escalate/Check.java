package dev.penstock.core.escalate;

import dev.penstock.api.explain.Signal;
import java.util.Locale;

/**
 * What a check found in an answer.
 *
 * @param id the check
 * @param weight what it adds to the logarithm of the odds that the answer is right
 * @param detail what it found; no words of customer or answer
 */
record Check(String id, double weight, String detail) {
  static final String SOURCE = "answer";

  Signal signal() {
    return new Signal(SOURCE, id, String.format(Locale.ROOT, "%s (%+.1f)", detail, weight));
  }
}
