package dev.penstock.core.recall;

import dev.penstock.spi.CachedAnswer;
import dev.penstock.spi.Neighbour;

/**
 * An answer that was near, but not certain enough to be given.
 *
 * @param miss the look-up that found it
 * @param similar what spoke for it
 * @param entry where it is
 * @param fresh what the caller was given instead
 */
public record Doubt(LookUp.Miss miss, Similar similar, Neighbour entry, CachedAnswer fresh) {
  /** The question that the answer was given to. */
  String before() {
    String asked = entry.answer().question();
    return asked == null ? entry.key().question() : asked;
  }

  /** The new question. */
  String now() {
    String asked = fresh.question();
    return asked == null ? miss.key().question() : asked;
  }
}
